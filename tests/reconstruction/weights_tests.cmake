# Weights by the formula of data/reference/README.md, for every test that needs a model.
add_library(gambade_formula_weights STATIC formula_weights.cpp)
gambade_target(gambade_formula_weights)
target_link_libraries(gambade_formula_weights PUBLIC gambade_weights)
