#pragma once

#include <opencv2/core/mat.hpp>

namespace gambade {

/// Looks for separate objects in a matte and clears all but one of them.
/// Pieces are where coverage is above 127; a gap of up to `mergeGap` times the longer side of the
/// largest piece's bounding box does not separate. Groups below 1 % of the largest's area are
/// specks.
/// @param coverage CV_8UC1, changed in place; unchanged where there is one group and nothing else
/// @param object 1-based from the largest down; beyond the number found nothing is changed
/// @return the number of objects found; 0: no pixel is above 127
int keepObject(cv::Mat& coverage, int object, double mergeGap);

} // namespace gambade
