<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutBox</name>
    <message>
        <source>About Gambade</source>
        <translation>关于 Gambade</translation>
    </message>
    <message>
        <source>Turns one picture of an object into a 3D model made of Gaussian splats.

%1

Free software under the MIT licence, made with Qt %2</source>
        <translation>由一张物体图片生成由高斯泼溅组成的三维模型。

%1

以 MIT 许可证发布的自由软件，基于 Qt %2</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Export a&amp;ll…</source>
        <translation>全部导出(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Save picture…</source>
        <translation>保存图片(&amp;S)…</translation>
    </message>
    <message>
        <source>Export t&amp;urntable…</source>
        <translation>导出转台动画(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>模型(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Run &amp;again</source>
        <translation>重新运行(&amp;A)</translation>
    </message>
    <message>
        <source>Edit the &amp;mask</source>
        <translation>编辑蒙版(&amp;M)</translation>
    </message>
    <message>
        <source>Reset the mas&amp;k</source>
        <translation>重置蒙版(&amp;K)</translation>
    </message>
    <message>
        <source>Select by &amp;box</source>
        <translation>矩形选择(&amp;B)</translation>
    </message>
    <message>
        <source>Select by b&amp;rush</source>
        <translation>画笔选择(&amp;R)</translation>
    </message>
    <message>
        <source>Select by &amp;sphere</source>
        <translation>球体选择(&amp;S)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Select &amp;none</source>
        <translation>取消选择(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Invert the selection</source>
        <translation>反选(&amp;I)</translation>
    </message>
    <message>
        <source>Select what is &amp;hidden by its opacity</source>
        <translation>选择因不透明度而隐藏的部分(&amp;H)</translation>
    </message>
    <message>
        <source>Select &amp;floaters</source>
        <translation>选择漂浮点(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Crop to a box</source>
        <translation>按包围盒裁剪(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Delete the selection</source>
        <translation>删除所选(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Frame</source>
        <translation>适应视图(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset view</source>
        <translation>重置视图(&amp;R)</translation>
    </message>
    <message>
        <source>From the r&amp;ight</source>
        <translation>右视图(&amp;I)</translation>
    </message>
    <message>
        <source>From &amp;above</source>
        <translation>俯视图(&amp;A)</translation>
    </message>
    <message>
        <source>From the &amp;back</source>
        <translation>后视图(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Turntable</source>
        <translation>转台(&amp;T)</translation>
    </message>
    <message>
        <source>F&amp;ly: dragging turns the head</source>
        <translation>飞行：拖动可环顾四周(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;View cube</source>
        <translation>视图立方体(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>对比(&amp;C)</translation>
    </message>
    <message>
        <source>Ri&amp;ght panel</source>
        <translation>右侧面板(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>键盘与鼠标(&amp;K)</translation>
    </message>
    <message>
        <source>Copy &amp;diagnostics</source>
        <translation>复制诊断信息(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;About Gambade</source>
        <translation>关于 Gambade(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>首选项(&amp;P)…</translation>
    </message>
    <message>
        <source>From the fro&amp;nt</source>
        <translation>前视图(&amp;N)</translation>
    </message>
    <message>
        <source>From the l&amp;eft</source>
        <translation>左视图(&amp;E)</translation>
    </message>
    <message>
        <source>From belo&amp;w</source>
        <translation>仰视图(&amp;W)</translation>
    </message>
    <message>
        <source>Left &amp;panel</source>
        <translation>左侧面板(&amp;P)</translation>
    </message>
    <message>
        <source>Remove from the &amp;queue</source>
        <translation>从队列移除(&amp;Q)</translation>
    </message>
    <message>
        <source>Clear what is &amp;finished</source>
        <translation>清除已完成的项目(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Orthographic</source>
        <translation>正交投影(&amp;O)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>Checker (transparent)</source>
        <translation>棋盘格（透明）</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>颜色…</translation>
    </message>
</context>
<context>
    <name>DisplayPanel</name>
    <message>
        <source>Splats</source>
        <translation>泼溅点</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Discs</source>
        <translation>圆盘</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>Normals</source>
        <translation>法线</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Seen in the picture</source>
        <translation>图片中可见</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>block</source>
        <translation>序列模块</translation>
    </message>
    <message>
        <source>block %1 of %2</source>
        <translation>序列模块 %1 / %2</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>copying</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>decoding</source>
        <translation>解码图片</translation>
    </message>
    <message>
        <source>floaters</source>
        <translation>查找漂浮点</translation>
    </message>
    <message>
        <source>frame %1 of %2</source>
        <translation>第 %1 帧，共 %2 帧</translation>
    </message>
    <message>
        <source>framing</source>
        <translation>取景</translation>
    </message>
    <message>
        <source>importing weights</source>
        <translation>导入权重</translation>
    </message>
    <message>
        <source>loading model</source>
        <translation>加载模型</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>移到所在位置</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>prefix</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>render</source>
        <translation>渲染</translation>
    </message>
    <message>
        <source>stem</source>
        <translation>输入层</translation>
    </message>
    <message>
        <source>tokenizer</source>
        <translation>图像编码</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>writing weights</source>
        <translation>写入权重</translation>
    </message>
    <message>
        <source>hand</source>
        <translation>手工</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>蒙版</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The matting network is not installed (scripts/fetch_matting_model.sh fetches it), so the object was cut out by GrabCut, which needs a plain background all around it.</source>
        <translation>未安装抠图网络（可用 scripts/fetch_matting_model.sh 获取），因此用 GrabCut 抠出物体，它要求物体四周背景单一。</translation>
    </message>
    <message>
        <source>%1 separate objects were found and the largest is used; another is taken by its number, from 2 to %2.</source>
        <translation>找到 %1 个独立物体，使用其中最大的一个；可用编号 2 至 %2 选择其他物体。</translation>
    </message>
    <message>
        <source>%1 is not a picture that Gambade reads (JPEG, PNG, BMP, TGA, WebP): it is %2</source>
        <translation>%1 不是 Gambade 能读取的图片（JPEG、PNG、BMP、TGA、WebP）：%2</translation>
    </message>
    <message>
        <source>cannot read the %1 picture %2: %3</source>
        <translation>无法读取 %1 图片 %2：%3</translation>
    </message>
    <message>
        <source>cannot read %1: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>cannot open %1: %2</source>
        <translation>无法打开 %1：%2</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>no object found in %1: %2</source>
        <translation>在 %1 中未找到物体：%2</translation>
    </message>
    <message>
        <source>the mask of %1 is empty: paint over the object</source>
        <translation>%1 的蒙版为空：请涂抹物体</translation>
    </message>
    <message>
        <source>%1 has changed since it was opened: open it once more</source>
        <translation>%1 在打开之后已被更改：请重新打开</translation>
    </message>
    <message>
        <source>a field of view of %1° is too wide for %2: with this object in it, at most %3° are possible</source>
        <translation>对 %2 来说，%1° 的视角太大：画面中有此物体时最多为 %3°</translation>
    </message>
    <message>
        <source>%1 is not a valid safetensors file: %2</source>
        <translation>%1 不是有效的 safetensors 文件：%2</translation>
    </message>
    <message>
        <source>%1 cannot be used as a model: %2</source>
        <translation>%1 不能用作模型：%2</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>%1 无法使用：%2</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>无法读取 %1</translation>
    </message>
    <message>
        <source>the folder %1 cannot be made</source>
        <translation>无法创建文件夹 %1</translation>
    </message>
    <message>
        <source>ffmpeg could not write %1: %2</source>
        <translation>ffmpeg 无法写入 %1：%2</translation>
    </message>
    <message>
        <source>text</source>
        <translation>它是文本</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>它是空的</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>it is a directory</source>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <source>it is a device or pipe, not a regular file</source>
        <translation>它是设备或管道，不是普通文件</translation>
    </message>
    <message>
        <source>it has no pixels</source>
        <translation>它没有像素</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这样的文件或文件夹</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>its content is not that of a splat file; known formats are %1</source>
        <translation>内容不是泼溅文件；已知格式有 %1</translation>
    </message>
    <message>
        <source>it is a mesh or point cloud, not splats: its vertices have no opacity, scale and rotation</source>
        <translation>它是网格或点云，不是泼溅：顶点没有不透明度、缩放和旋转</translation>
    </message>
    <message>
        <source>its splats have no property &apos;%1&apos;</source>
        <translation>泼溅点没有属性“%1”</translation>
    </message>
    <message>
        <source>its header declares %1 × &apos;%2&apos; of at least %3 bytes each, but only %4 bytes are left for them (is the file cut off?)</source>
        <translation>文件头声明有 %1 个“%2”，每个至少 %3 字节，但只剩 %4 字节（文件是否被截断？）</translation>
    </message>
    <message>
        <source>it ends before all that its header declares was read (is the file cut off?)</source>
        <translation>文件在读完文件头声明的内容之前就结束了（文件是否被截断？）</translation>
    </message>
    <message>
        <source>its size is no multiple of the 32 bytes of a splat</source>
        <translation>大小不是每个泼溅点 32 字节的整数倍</translation>
    </message>
    <message>
        <source>it is not a PyTorch checkpoint, or is cut short (%1)</source>
        <translation>它不是 PyTorch 检查点，或已被截断（%1）</translation>
    </message>
    <message>
        <source>editing</source>
        <translation>编辑泼溅点</translation>
    </message>
    <message>
        <source>cannot write %1: %2; write a .ply instead</source>
        <translation>无法写入 %1：%2；请改写为 .ply</translation>
    </message>
    <message>
        <source>memory does not suffice for %1: close other programs, or make the picture smaller</source>
        <translation>内存不足以处理 %1：请关闭其他程序，或缩小图片</translation>
    </message>
    <message>
        <source>object %1 was asked for, and %2 has %3 of them</source>
        <translation>要求物体 %1，而 %2 只有 %3 个</translation>
    </message>
    <message>
        <source>%1 makes no visible splats of this picture: its weights are damaged or untrained; use another model</source>
        <translation>%1 没有从这张图片生成可见的泼溅点：其权重已损坏或未经训练；请使用其他模型</translation>
    </message>
    <message>
        <source>GPU memory ran out while %1; close other programs that use the GPU, or choose the CPU</source>
        <translation>GPU 内存耗尽（%1）；请关闭其他使用 GPU 的程序，或选择 CPU</translation>
    </message>
    <message>
        <source>the GPU failed while %1 (%2); start again, or choose the CPU</source>
        <translation>GPU 出错（%1：%2）；请重新启动，或选择 CPU</translation>
    </message>
    <message>
        <source>the CUDA engine cannot run because %1; choose the CPU instead</source>
        <translation>无法使用 CUDA：%1；请改选 CPU</translation>
    </message>
    <message>
        <source>%1 threads cannot be started (%2); choose fewer, or close other programs</source>
        <translation>无法启动 %1 个线程（%2）；请减少线程数，或关闭其他程序</translation>
    </message>
    <message>
        <source>the matrix library (oneDNN) failed; this is likely a lack of memory</source>
        <translation>矩阵库（oneDNN）出错；可能是内存不足</translation>
    </message>
    <message>
        <source>no model: %1 is in none of %2; name a weights file with --model</source>
        <translation>没有模型：%1 不在 %2 中的任何一处；请用 --model 指定权重文件</translation>
    </message>
    <message>
        <source>%1 holds the image tokenizer alone (DINOv2), which training can start from; reconstruction needs the weights of a whole network</source>
        <translation>%1 只包含图像分词器（DINOv2），可用于开始训练；重建需要整个网络的权重</translation>
    </message>
    <message>
        <source>%1 is a PyTorch checkpoint: convert it with gambade model import</source>
        <translation>%1 是 PyTorch 检查点：请用 gambade model import 转换</translation>
    </message>
    <message>
        <source>of an unknown kind</source>
        <translation>未知类型</translation>
    </message>
    <message>
        <source>a GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>an AVIF</source>
        <translation>AVIF</translation>
    </message>
    <message>
        <source>a HEIC</source>
        <translation>HEIC</translation>
    </message>
    <message>
        <source>a HEIF</source>
        <translation>HEIF</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>a PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>a PostScript document</source>
        <translation>PostScript 文档</translation>
    </message>
    <message>
        <source>a TIFF or a camera&apos;s raw file</source>
        <translation>TIFF 或相机的原始文件</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>Photoshop 文档</translation>
    </message>
    <message>
        <source>a GIMP document</source>
        <translation>GIMP 文档</translation>
    </message>
    <message>
        <source>a JPEG XL</source>
        <translation>JPEG XL</translation>
    </message>
    <message>
        <source>a JPEG 2000</source>
        <translation>JPEG 2000</translation>
    </message>
    <message>
        <source>an OpenEXR picture</source>
        <translation>OpenEXR 图片</translation>
    </message>
    <message>
        <source>a Radiance HDR picture</source>
        <translation>Radiance HDR 图片</translation>
    </message>
    <message>
        <source>a DDS texture</source>
        <translation>DDS 纹理</translation>
    </message>
    <message>
        <source>an icon</source>
        <translation>图标</translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation>SVG 图形</translation>
    </message>
    <message>
        <source>XML or an SVG drawing</source>
        <translation>XML 或 SVG 图形</translation>
    </message>
    <message>
        <source>a PLY file</source>
        <translation>PLY 文件</translation>
    </message>
    <message>
        <source>a glTF model</source>
        <translation>glTF 模型</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ZIP 压缩包</translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation>gzip 压缩包</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>it is cut short</source>
        <translation>它不完整</translation>
    </message>
    <message>
        <source>it is too short for the size that it claims</source>
        <translation>它太短，与其声明的尺寸不符</translation>
    </message>
    <message>
        <source>it is damaged or cut short</source>
        <translation>它已损坏或不完整</translation>
    </message>
    <message>
        <source>it is damaged or of an unsupported variant (%1)</source>
        <translation>它已损坏或属于不支持的变体（%1）</translation>
    </message>
    <message>
        <source>it is of an unsupported variant</source>
        <translation>它属于不支持的变体</translation>
    </message>
    <message>
        <source>it is damaged (a checksum is wrong)</source>
        <translation>它已损坏（校验和错误）</translation>
    </message>
    <message>
        <source>it is damaged (it gives its size twice)</source>
        <translation>它已损坏（尺寸给出了两次）</translation>
    </message>
    <message>
        <source>it is damaged (a pixel has a colour that its palette lacks)</source>
        <translation>它已损坏（某个像素的颜色不在调色板中）</translation>
    </message>
    <message>
        <source>its segments are damaged</source>
        <translation>其数据段已损坏</translation>
    </message>
    <message>
        <source>its tables are damaged</source>
        <translation>其数据表已损坏</translation>
    </message>
    <message>
        <source>its header is damaged</source>
        <translation>其文件头已损坏</translation>
    </message>
    <message>
        <source>it does not begin with a header</source>
        <translation>它开头没有文件头</translation>
    </message>
    <message>
        <source>it holds no pixels</source>
        <translation>其中没有像素</translation>
    </message>
    <message>
        <source>it is a CMYK JPEG that does not say how its inks are stored; save it as RGB</source>
        <translation>它是 CMYK 格式的 JPEG，没有说明油墨的存储方式；请另存为 RGB</translation>
    </message>
    <message>
        <source>it is a compressed BMP; save it uncompressed or as PNG</source>
        <translation>它是压缩的 BMP；请另存为未压缩的 BMP 或 PNG</translation>
    </message>
    <message>
        <source>its pixels are of an unsupported size; save it with 24 bits a pixel or as PNG</source>
        <translation>其像素大小不受支持；请另存为每像素 24 位或 PNG</translation>
    </message>
    <message>
        <source>it is an animation; save one of its frames</source>
        <translation>它是动画；请另存其中一帧</translation>
    </message>
    <message>
        <source>it has %1 × %2 pixels, more than the %3 megapixels that are read; scale it down</source>
        <translation>它有 %1 × %2 像素，超过可读取的 %3 百万像素；请缩小</translation>
    </message>
    <message>
        <source>there is not enough memory for its pixels; scale it down</source>
        <translation>内存不足以容纳其像素；请缩小</translation>
    </message>
    <message>
        <source>edit the mask, paint over the object and run again</source>
        <translation>请编辑蒙版，涂抹物体，然后重新运行</translation>
    </message>
    <message>
        <source>it does not begin with the line &apos;ply&apos;</source>
        <translation>它开头没有“ply”一行</translation>
    </message>
    <message>
        <source>its header has no &apos;format&apos; line</source>
        <translation>其文件头没有“format”行</translation>
    </message>
    <message>
        <source>its header has no &apos;end_header&apos; line</source>
        <translation>其文件头没有“end_header”行</translation>
    </message>
    <message>
        <source>its header has no element &apos;vertex&apos;</source>
        <translation>其文件头没有元素“vertex”</translation>
    </message>
    <message>
        <source>its header has no elements &apos;chunk&apos; and &apos;vertex&apos;</source>
        <translation>其文件头没有元素“chunk”和“vertex”</translation>
    </message>
    <message>
        <source>line %1 of its header, &apos;%2&apos;, is not valid PLY</source>
        <translation>其文件头第 %1 行“%2”不是有效的 PLY</translation>
    </message>
    <message>
        <source>its header declares the property &apos;%1&apos; twice</source>
        <translation>其文件头两次声明了属性“%1”</translation>
    </message>
    <message>
        <source>its body has a word that is not a number</source>
        <translation>其数据中有一个词不是数字</translation>
    </message>
    <message>
        <source>a list &apos;%1&apos; in it has %2 entries</source>
        <translation>其中的列表“%1”有 %2 项</translation>
    </message>
    <message>
        <source>it has %1 f_rest properties instead of 0, 9, 24 or 45</source>
        <translation>它有 %1 个 f_rest 属性，而不是 0、9、24 或 45 个</translation>
    </message>
    <message>
        <source>its element &apos;%1&apos; has no property &apos;%2&apos;</source>
        <translation>其元素“%1”没有属性“%2”</translation>
    </message>
    <message>
        <source>a &apos;%1&apos; in it is %2, out of range</source>
        <translation>其中的“%1”为 %2，超出范围</translation>
    </message>
    <message>
        <source>it has %1 chunks for %2 splats, which need %3</source>
        <translation>它有 %1 个块，而 %2 个泼溅点需要 %3 个</translation>
    </message>
    <message>
        <source>its element &apos;sh&apos; has %1 properties instead of 9, 24 or 45</source>
        <translation>其元素“sh”有 %1 个属性，而不是 9、24 或 45 个</translation>
    </message>
    <message>
        <source>it has SH coefficients of %1 splats for %2</source>
        <translation>它只有 %1 个泼溅点的 SH 系数，而泼溅点有 %2 个</translation>
    </message>
    <message>
        <source>it is SPZ version %1; versions 2, 3 and 4 can be read</source>
        <translation>它是 SPZ 第 %1 版；可读取第 2、3、4 版</translation>
    </message>
    <message>
        <source>its SH coefficients are of degree %1; up to %2 can be read</source>
        <translation>其 SH 系数为 %1 阶；最多可读取 %2 阶</translation>
    </message>
    <message>
        <source>its SPZ header is damaged</source>
        <translation>其 SPZ 文件头已损坏</translation>
    </message>
    <message>
        <source>it has no SPZ header</source>
        <translation>它没有 SPZ 文件头</translation>
    </message>
    <message>
        <source>its header declares %1 splats, more than its %2 bytes can hold</source>
        <translation>其文件头声明有 %1 个泼溅点，超过其 %2 字节所能容纳的数量</translation>
    </message>
    <message>
        <source>the table of its streams lies outside of it (is the file cut off?)</source>
        <translation>其数据流表位于文件之外（文件是否被截断？）</translation>
    </message>
    <message>
        <source>its streams have %1 bytes; its %2 splats need %3</source>
        <translation>其数据流有 %1 字节；其 %2 个泼溅点需要 %3 字节</translation>
    </message>
    <message>
        <source>its ZIP archive is damaged or cut off (%1)</source>
        <translation>其 ZIP 压缩包已损坏或被截断（%1）</translation>
    </message>
    <message>
        <source>the file %1 is missing in its ZIP archive</source>
        <translation>其 ZIP 压缩包中缺少文件 %1</translation>
    </message>
    <message>
        <source>the file %1 in its ZIP archive unpacks to more than it could need</source>
        <translation>其 ZIP 压缩包中的文件 %1 解压后超过所需大小</translation>
    </message>
    <message>
        <source>the file %1 in its ZIP archive is damaged or encrypted</source>
        <translation>其 ZIP 压缩包中的文件 %1 已损坏或已加密</translation>
    </message>
    <message>
        <source>it is SOG version 1, which cannot be read; splat-transform converts it</source>
        <translation>它是 SOG 第 1 版，无法读取；可用 splat-transform 转换</translation>
    </message>
    <message>
        <source>it is SOG version %1; version 2 can be read</source>
        <translation>它是 SOG 第 %1 版；可读取第 2 版</translation>
    </message>
    <message>
        <source>its meta.json lacks the number of splats</source>
        <translation>其 meta.json 缺少泼溅点数量</translation>
    </message>
    <message>
        <source>its meta.json declares %1 splats, more than its %2 bytes can hold</source>
        <translation>其 meta.json 声明有 %1 个泼溅点，超过其 %2 字节所能容纳的数量</translation>
    </message>
    <message>
        <source>its meta.json is not what SOG version 2 asks for</source>
        <translation>其 meta.json 不符合 SOG 第 2 版的要求</translation>
    </message>
    <message>
        <source>its meta.json %1</source>
        <translation>其 meta.json：%1</translation>
    </message>
    <message>
        <source>its image %1 is not a still WebP image</source>
        <translation>其图像 %1 不是静态 WebP 图像</translation>
    </message>
    <message>
        <source>its image %1 has %2 x %3 pixels instead of %4</source>
        <translation>其图像 %1 有 %2 x %3 像素，而不是 %4</translation>
    </message>
    <message>
        <source>its image %1 is damaged</source>
        <translation>其图像 %1 已损坏</translation>
    </message>
    <message>
        <source>one for each of %1 splats</source>
        <translation>%1 个泼溅点各一个</translation>
    </message>
    <message>
        <source>a palette&apos;s %1 x up to 1024</source>
        <translation>调色板的 %1 x 最多 1024</translation>
    </message>
    <message>
        <source>a codebook in its meta.json has %1 entries instead of 256</source>
        <translation>其 meta.json 中的码本有 %1 项，而不是 256 项</translation>
    </message>
    <message>
        <source>its SH coefficients have %1 bands; 1, 2 or 3 can be read</source>
        <translation>其 SH 系数有 %1 个频带；可读取 1、2 或 3 个</translation>
    </message>
    <message>
        <source>a splat has entry %1 of its SH palette, which has %2</source>
        <translation>某个泼溅点使用其 SH 调色板的第 %1 项，而调色板只有 %2 项</translation>
    </message>
    <message>
        <source>a part of it should have %1 bytes, but %2 are left (is the file cut off?)</source>
        <translation>其中一部分应有 %1 字节，但只剩 %2 字节（文件是否被截断？）</translation>
    </message>
    <message>
        <source>it is binary glTF version %1; version 2 can be read</source>
        <translation>它是二进制 glTF 第 %1 版；可读取第 2 版</translation>
    </message>
    <message>
        <source>it is glTF without splats: no primitive has the extension %1</source>
        <translation>它是不含泼溅点的 glTF：没有图元带有扩展 %1</translation>
    </message>
    <message>
        <source>its glTF description lacks a number &apos;%1&apos;</source>
        <translation>其 glTF 描述缺少数字“%1”</translation>
    </message>
    <message>
        <source>its glTF description refers to %1[%2], which is not there</source>
        <translation>其 glTF 描述引用了不存在的 %1[%2]</translation>
    </message>
    <message>
        <source>its glTF description is damaged</source>
        <translation>其 glTF 描述已损坏</translation>
    </message>
    <message>
        <source>its glTF description %1</source>
        <translation>其 glTF 描述：%1</translation>
    </message>
    <message>
        <source>its splats have numbers of the type %1, which glTF does not allow there</source>
        <translation>其泼溅点的数字类型为 %1，glTF 不允许在此使用</translation>
    </message>
    <message>
        <source>its attribute %1 is not of the type %2</source>
        <translation>其属性 %1 不是类型 %2</translation>
    </message>
    <message>
        <source>its attribute %1 is sparse or compressed, which cannot be read</source>
        <translation>其属性 %1 是稀疏或压缩的，无法读取</translation>
    </message>
    <message>
        <source>its attribute %1 lies in another file</source>
        <translation>其属性 %1 位于另一个文件中</translation>
    </message>
    <message>
        <source>its attribute %1 lies outside of it (is the file cut off?)</source>
        <translation>其属性 %1 位于文件之外（文件是否被截断？）</translation>
    </message>
    <message>
        <source>its attribute %1 declares %2 splats, which its part of the file cannot hold</source>
        <translation>其属性 %1 声明有 %2 个泼溅点，而文件的相应部分容纳不下</translation>
    </message>
    <message>
        <source>its attribute %1 has %2 splats instead of %3</source>
        <translation>其属性 %1 有 %2 个泼溅点，而不是 %3 个</translation>
    </message>
    <message>
        <source>one of its nodes has a position of another form than glTF says</source>
        <translation>其某个节点的位置不符合 glTF 规定的形式</translation>
    </message>
    <message>
        <source>one of its nodes is out of the range of numbers</source>
        <translation>其某个节点超出数值范围</translation>
    </message>
    <message>
        <source>one of its nodes has a rotation of no direction</source>
        <translation>其某个节点的旋转没有方向</translation>
    </message>
    <message>
        <source>its nodes are not the trees that glTF asks for</source>
        <translation>其节点不是 glTF 要求的树</translation>
    </message>
    <message>
        <source>its nodes are each other&apos;s children</source>
        <translation>其节点互为子节点</translation>
    </message>
    <message>
        <source>the scene that it shows is not one of its scenes</source>
        <translation>它显示的场景不在其场景之中</translation>
    </message>
    <message>
        <source>its scene begins at a node that is not there, or is below another</source>
        <translation>其场景始于一个不存在或位于其他节点之下的节点</translation>
    </message>
    <message>
        <source>nests deeper than %1 levels</source>
        <translation>嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>has the key &apos;%1&apos; twice</source>
        <translation>键“%1”出现了两次</translation>
    </message>
    <message>
        <source>holds more than %1 values</source>
        <translation>包含超过 %1 个值</translation>
    </message>
    <message>
        <source>is not valid JSON (at byte %1)</source>
        <translation>不是有效的 JSON（在第 %1 字节处）</translation>
    </message>
    <message>
        <source>holds a number out of range</source>
        <translation>包含超出范围的数字</translation>
    </message>
    <message>
        <source>is not a JSON object</source>
        <translation>不是 JSON 对象</translation>
    </message>
    <message>
        <source>the cloud has values that are not finite</source>
        <translation>点云含有非有限的数值</translation>
    </message>
    <message>
        <source>SPZ holds positions within ±2048 only</source>
        <translation>SPZ 只能容纳 ±2048 以内的位置</translation>
    </message>
    <message>
        <source>SPZ holds at most 2^32 − 1 splats</source>
        <translation>SPZ 最多容纳 2^32 − 1 个泼溅点</translation>
    </message>
    <message>
        <source>SOG holds at most %1 splats</source>
        <translation>SOG 最多容纳 %1 个泼溅点</translation>
    </message>
    <message>
        <source>glTF cannot hold a cloud without splats</source>
        <translation>glTF 无法容纳没有泼溅点的点云</translation>
    </message>
    <message>
        <source>a binary glTF file cannot be larger than 4 GiB</source>
        <translation>二进制 glTF 文件不能大于 4 GiB</translation>
    </message>
    <message>
        <source>libpng refuses it (%1)</source>
        <translation>libpng 拒绝写入（%1）</translation>
    </message>
    <message>
        <source>this build of Gambade has no CUDA engine</source>
        <translation>此 Gambade 构建不含 CUDA</translation>
    </message>
    <message>
        <source>this build of Gambade has none</source>
        <translation>此 Gambade 构建不含 CUDA</translation>
    </message>
    <message>
        <source>no NVIDIA GPU with a driver was found</source>
        <translation>未找到带驱动的 NVIDIA GPU</translation>
    </message>
    <message>
        <source>the NVIDIA driver is too old: it offers CUDA %1, and this program needs %2</source>
        <translation>NVIDIA 驱动太旧：它提供 CUDA %1，本程序需要 %2</translation>
    </message>
    <message>
        <source>the GPU %1 is older than NVIDIA&apos;s Ampere generation</source>
        <translation>GPU %1 早于 NVIDIA 的 Ampere 架构</translation>
    </message>
    <message>
        <source>it has %1 bytes, less than a header length</source>
        <translation>它只有 %1 字节，不足以容纳文件头长度</translation>
    </message>
    <message>
        <source>its header claims %1 bytes, the file has %2</source>
        <translation>其文件头声明为 %1 字节，而文件只有 %2 字节</translation>
    </message>
    <message>
        <source>its header does not start with &apos;{&apos;</source>
        <translation>其文件头没有以“{”开头</translation>
    </message>
    <message>
        <source>its __metadata__ is not an object</source>
        <translation>其 __metadata__ 不是对象</translation>
    </message>
    <message>
        <source>its metadata &apos;%1&apos; is not a string</source>
        <translation>其元数据“%1”不是字符串</translation>
    </message>
    <message>
        <source>it was written on a big-endian machine</source>
        <translation>它是在大端序机器上写入的</translation>
    </message>
    <message>
        <source>it holds something other than a state dict</source>
        <translation>其中的内容不是 state dict</translation>
    </message>
    <message>
        <source>it has the tensor %1 twice</source>
        <translation>其中张量 %1 出现了两次</translation>
    </message>
    <message>
        <source>it holds no state dict, neither at its root nor under the key &apos;model&apos;</source>
        <translation>其中没有 state dict，根部和键“model”下都没有</translation>
    </message>
    <message>
        <source>it is in PyTorch&apos;s format of before version 1.6; load and save it with a newer one</source>
        <translation>它采用 PyTorch 1.6 之前的格式；请用更新的版本加载并保存</translation>
    </message>
    <message>
        <source>it is not a PyTorch checkpoint: it lacks the entry data.pkl that torch.save writes</source>
        <translation>它不是 PyTorch 检查点：缺少 torch.save 写入的条目 data.pkl</translation>
    </message>
    <message>
        <source>its entry %1 is missing or larger than %2 bytes</source>
        <translation>其条目 %1 缺失或大于 %2 字节</translation>
    </message>
    <message>
        <source>its entry %1 %2</source>
        <translation>其条目 %1：%2</translation>
    </message>
    <message>
        <source>its header %1</source>
        <translation>其文件头：%1</translation>
    </message>
</context>
<context>
    <name>ExportHint</name>
    <message>
        <source>Opens in every tool for Gaussian splats. The largest file, nothing is lost.</source>
        <translation>所有高斯泼溅工具都能打开。文件最大，无任何损失。</translation>
    </message>
    <message>
        <source>For SuperSplat and PlayCanvas. About a quarter of the size, slightly rounded.</source>
        <translation>适用于 SuperSplat 和 PlayCanvas。大小约为四分之一，略有舍入。</translation>
    </message>
    <message>
        <source>For phones and the web. About a fifth of the size, slightly rounded.</source>
        <translation>适用于手机和网页。大小约为五分之一，略有舍入。</translation>
    </message>
    <message>
        <source>For the web with PlayCanvas and SuperSplat. About a fifth of the size, slightly rounded.</source>
        <translation>适用于使用 PlayCanvas 和 SuperSplat 的网页。大小约为五分之一，略有舍入。</translation>
    </message>
    <message>
        <source>For programs that read glTF scenes with the extension KHR_gaussian_splatting.</source>
        <translation>适用于支持 KHR_gaussian_splatting 扩展的 glTF 程序。</translation>
    </message>
    <message>
        <source>For older viewers on the web. Half of the size, colours in 8 bits.</source>
        <translation>适用于较旧的网页查看器。大小减半，颜色为 8 位。</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Replace the file?</source>
        <translation>替换文件？</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
</context>
<context>
    <name>ImageCanvas</name>
    <message>
        <source>Drawn by the processor, without OpenGL</source>
        <translation>由处理器绘制，不使用 OpenGL</translation>
    </message>
</context>
<context>
    <name>NamingRule</name>
    <message>
        <source>The names are empty.</source>
        <translation>名称为空。</translation>
    </message>
    <message>
        <source>A name cannot have a / in it.</source>
        <translation>名称中不能含有“/”。</translation>
    </message>
    <message>
        <source>Put {name} or {number} in, so that the files differ.</source>
        <translation>请加入 {name} 或 {number}，以区分各个文件。</translation>
    </message>
</context>
<context>
    <name>OpenFilter</name>
    <message>
        <source>Pictures and splats</source>
        <translation>图片和泼溅文件</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Splats</source>
        <translation>泼溅点</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
</context>
<context>
    <name>SplatCount</name>
    <message>
        <source>%1 of %2</source>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>The model makes %1 splats of every picture.
Those of less than %2 % opacity cannot be seen and are left out, as are those that you delete.</source>
        <translation>模型从每张图片生成 %1 个泼溅点。
不透明度低于 %2 % 的看不见，因而被略去；已删除的也不计入。</translation>
    </message>
</context>
<context>
    <name>StageTimes</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>Turntable</name>
    <message>
        <source>MP4 video</source>
        <translation>MP4 视频</translation>
    </message>
    <message>
        <source>WebM video</source>
        <translation>WebM 视频</translation>
    </message>
    <message>
        <source>GIF</source>
        <translation>GIF 动图</translation>
    </message>
    <message>
        <source>PNG pictures in a folder</source>
        <translation>文件夹中的 PNG 图片</translation>
    </message>
</context>
<context>
    <name>gambade::gui::AngleControl</name>
    <message>
        <source>%1 in degrees</source>
        <translation>%1（度）</translation>
    </message>
    <message>
        <source>Takes over the angle that the model reads off the picture</source>
        <translation>采用模型从图片中估计的角度</translation>
    </message>
    <message>
        <source>Use suggested %1°</source>
        <translation>采用建议的 %1°</translation>
    </message>
</context>
<context>
    <name>gambade::gui::BackgroundControl</name>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Choose the colour of the background</source>
        <translation>选择背景颜色</translation>
    </message>
    <message>
        <source>Colour of the background</source>
        <translation>背景颜色</translation>
    </message>
</context>
<context>
    <name>gambade::gui::CompareView</name>
    <message>
        <source>Picture and result compared; the arrow keys move the dividing line</source>
        <translation>图片与结果对比；方向键移动分隔线</translation>
    </message>
    <message>
        <source>How to compare</source>
        <translation>对比方式</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>From the picture&apos;s own camera: PSNR %1 dB</source>
        <translation>以图片自身的相机观看：PSNR %1 dB</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Picture %1 %</source>
        <translation>图片 %1 %</translation>
    </message>
    <message>
        <source>Black: the same</source>
        <translation>黑色：相同</translation>
    </message>
</context>
<context>
    <name>gambade::gui::CropPanel</name>
    <message>
        <source>Least %1 that is kept</source>
        <translation>保留的最小 %1</translation>
    </message>
    <message>
        <source>Greatest %1 that is kept</source>
        <translation>保留的最大 %1</translation>
    </message>
    <message>
        <source>Keep inside</source>
        <translation>保留盒内部分</translation>
    </message>
    <message>
        <source>Deletes the splats outside of the box</source>
        <translation>删除盒外的泼溅点</translation>
    </message>
</context>
<context>
    <name>gambade::gui::DisplayPanel</name>
    <message>
        <source>Splat size in percent</source>
        <translation>泼溅点大小（百分比）</translation>
    </message>
    <message>
        <source>Least opacity in percent</source>
        <translation>最小不透明度（百分比）</translation>
    </message>
    <message>
        <source>Field of view of the 3D view in degrees</source>
        <translation>三维视图的视角（度）</translation>
    </message>
    <message>
        <source>Floor &amp;grid and axes</source>
        <translation>地面网格和坐标轴(&amp;G)</translation>
    </message>
    <message>
        <source>Green: shown by the picture; orange: hidden in it, so guessed</source>
        <translation>绿色：图片中可见；橙色：图片中被遮挡，因此是推测的</translation>
    </message>
    <message>
        <source>Display mode</source>
        <translation>显示模式</translation>
    </message>
    <message>
        <source>Wide shows more depth, narrow is flatter; the object keeps its size</source>
        <translation>视角大则纵深感强，视角小则更平；物体大小不变</translation>
    </message>
    <message>
        <source>Fainter splats are hidden</source>
        <translation>更透明的泼溅点会被隐藏</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>模式(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Background</source>
        <translation>背景(&amp;B)</translation>
    </message>
    <message>
        <source>Splat size</source>
        <translation>泼溅点大小</translation>
    </message>
    <message>
        <source>Hide below opacity</source>
        <translation>隐藏低于此不透明度的点</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>视角</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Download</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>%1 sends another part than was asked for.</source>
        <translation>%1 发送的部分与请求的不符。</translation>
    </message>
    <message>
        <source>The file at %1 has %2 bytes instead of %3: it is not the one that is meant.</source>
        <translation>%1 上的文件为 %2 字节，而不是 %3 字节：不是所要的文件。</translation>
    </message>
    <message>
        <source>The file is too large: %1.</source>
        <translation>文件过大：%1。</translation>
    </message>
    <message>
        <source>The file is larger than the %1 that it should have.</source>
        <translation>文件超过了应有的 %1。</translation>
    </message>
    <message>
        <source>%1 answers with error %2 (%3).</source>
        <translation>%1 返回错误 %2（%3）。</translation>
    </message>
    <message>
        <source>the connection ended early</source>
        <translation>连接提前中断</translation>
    </message>
    <message>
        <source>The download stopped after %1: %2. Start it again to go on from there.</source>
        <translation>下载在 %1 后停止：%2。重新开始即可从该处继续。</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2.</source>
        <translation>无法连接 %1：%2。</translation>
    </message>
    <message>
        <source>What was downloaded is not what is meant: its SHA-256 is %1 instead of %2. It was removed.</source>
        <translation>下载的文件不是所要的：其 SHA-256 为 %1，而不是 %2。文件已删除。</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
</context>
<context>
    <name>gambade::gui::DropFrame</name>
    <message>
        <source>Drop to open</source>
        <translation>松开以打开</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ExportAllDialog</name>
    <message>
        <source>Export all</source>
        <translation>全部导出</translation>
    </message>
    <message>
        <source>{name} stands for the picture&apos;s name, {number} for 1, 2, 3 …</source>
        <translation>{name} 代表图片名称，{number} 代表 1、2、3 …</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Names</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Export %1</source>
        <translation>导出 %1 项(&amp;E)</translation>
    </message>
    <message>
        <source>Folder for the exports</source>
        <translation>导出文件夹</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>没有这个文件夹。</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ExportDialog</name>
    <message>
        <source>Export splats</source>
        <translation>导出泼溅文件</translation>
    </message>
    <message>
        <source>Choose &amp;file…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Exporter</name>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Export splats</source>
        <translation>导出泼溅文件</translation>
    </message>
    <message>
        <source>%1 of %2 files were not written: %3</source>
        <translation>%2 个文件中有 %1 个未能写入：%3</translation>
    </message>
    <message>
        <source>no splats are left of %1: there is nothing to export</source>
        <translation>%1 已没有泼溅点：没有可导出的内容</translation>
    </message>
</context>
<context>
    <name>gambade::gui::FormatChooser</name>
    <message>
        <source>y down, upright in the common viewers</source>
        <translation>y 轴向下，在常用查看器中为正立</translation>
    </message>
    <message>
        <source>y up, as predicted</source>
        <translation>y 轴向上，与预测一致</translation>
    </message>
    <message>
        <source>Compact: what is used</source>
        <translation>紧凑：仅含用到的值</translation>
    </message>
    <message>
        <source>Full: all 62 values of 3DGS, for viewers that insist</source>
        <translation>完整：3DGS 的全部 62 个值，供要求严格的查看器</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Axes</source>
        <translation>坐标轴(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>布局(&amp;L)</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Incoming</name>
    <message>
        <source>Fetching the picture</source>
        <translation>正在获取图片</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Fetching %1</source>
        <translation>正在获取 %1</translation>
    </message>
    <message>
        <source>The picture cannot be written to the folder %1.</source>
        <translation>无法将图片写入文件夹 %1。</translation>
    </message>
</context>
<context>
    <name>gambade::gui::InputPanel</name>
    <message>
        <source>Elevation</source>
        <translation>仰角</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>视角</translation>
    </message>
    <message>
        <source>The picture; its background is dimmed</source>
        <translation>图片；背景已变暗</translation>
    </message>
    <message>
        <source>How far above the horizon the camera was: 0° level, 30° looking down a little</source>
        <translation>相机高出水平线的角度：0° 为平视，30° 为略微俯视</translation>
    </message>
    <message>
        <source>Vertical field of view of the photo</source>
        <translation>照片的垂直视角</translation>
    </message>
    <message>
        <source>Camera of the picture</source>
        <translation>图片的相机</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Which object of the picture</source>
        <translation>图片中的哪个物体</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>物体</translation>
    </message>
    <message>
        <source>The largest</source>
        <translation>最大的</translation>
    </message>
    <message>
        <source>No. %1 by size</source>
        <translation>按大小第 %1 个</translation>
    </message>
    <message>
        <source>its background is transparent</source>
        <translation>背景透明</translation>
    </message>
    <message>
        <source>cut out by %1</source>
        <translation>抠图方式：%1</translation>
    </message>
    <message>
        <source>no object was found</source>
        <translation>未找到物体</translation>
    </message>
</context>
<context>
    <name>gambade::gui::JobQueue</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>gambade::gui::MainWindow</name>
    <message>
        <source>Picture and queue</source>
        <translation>图片和队列</translation>
    </message>
    <message>
        <source>Display and result</source>
        <translation>显示和结果</translation>
    </message>
    <message>
        <source>The picture being worked on</source>
        <translation>正在处理的图片</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>已导出到 %1</translation>
    </message>
    <message>
        <source>Open pictures or splats</source>
        <translation>打开图片或泼溅文件</translation>
    </message>
    <message>
        <source>There is no picture to paste: copy one, or its file.</source>
        <translation>没有可粘贴的图片：请先复制图片或其文件。</translation>
    </message>
    <message>
        <source>reconstruction</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>%1[*] — Gambade</source>
        <translation>%1[*] — Gambade</translation>
    </message>
    <message>
        <source>Close Gambade?</source>
        <translation>关闭 Gambade？</translation>
    </message>
    <message>
        <source>One result has not been exported.</source>
        <translation>有一个结果尚未导出。</translation>
    </message>
    <message>
        <source>%1 results have not been exported.</source>
        <translation>有 %1 个结果尚未导出。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Tidy</source>
        <translation>整理(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>已保存到 %1</translation>
    </message>
    <message>
        <source>Cancelled: nothing was saved</source>
        <translation>已取消：未保存任何内容</translation>
    </message>
    <message>
        <source>Model %1 is ready (%2)</source>
        <translation>模型 %1 已就绪（%2）</translation>
    </message>
    <message>
        <source>Restore results?</source>
        <translation>恢复结果？</translation>
    </message>
    <message>
        <source>When Gambade ended, one result was not exported.</source>
        <translation>Gambade 退出时有一个结果未导出。</translation>
    </message>
    <message>
        <source>When Gambade ended, %1 results were not exported.</source>
        <translation>Gambade 退出时有 %1 个结果未导出。</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>丢弃(&amp;D)</translation>
    </message>
    <message>
        <source>The diagnostics are in the clipboard, to be pasted into a report.</source>
        <translation>诊断信息已复制到剪贴板，可粘贴到报告中。</translation>
    </message>
    <message>
        <source>What is not exported is lost.</source>
        <translation>未导出的内容将会丢失。</translation>
    </message>
    <message>
        <source>Remove from the queue?</source>
        <translation>从队列中移除？</translation>
    </message>
    <message>
        <source>A file is being written: wait for it, or cancel it, then close.</source>
        <translation>正在写入文件：请等待其完成或取消，然后再关闭。</translation>
    </message>
    <message>
        <source>Editing</source>
        <translation>正在编辑</translation>
    </message>
    <message>
        <source>Looking for floaters</source>
        <translation>正在查找漂浮点</translation>
    </message>
    <message>
        <source>Export cancelled</source>
        <translation>导出已取消</translation>
    </message>
    <message>
        <source> compared</source>
        <translation> 对比</translation>
    </message>
</context>
<context>
    <name>gambade::gui::MaskEditor</name>
    <message>
        <source>Mask editor</source>
        <translation>蒙版编辑器</translation>
    </message>
    <message>
        <source>Drag to paint the object or to erase; Shift does the other of the two; wheel to zoom, Space and drag to move</source>
        <translation>拖动以涂抹物体或擦除；按住 Shift 则相反；滚轮缩放，按住空格拖动可平移</translation>
    </message>
    <message>
        <source>mask reset</source>
        <translation>重置蒙版</translation>
    </message>
    <message>
        <source>erasing</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>painting</source>
        <translation>涂抹</translation>
    </message>
</context>
<context>
    <name>gambade::gui::MaskPanel</name>
    <message>
        <source>Edit mask</source>
        <translation>编辑蒙版</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>涂抹</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Radius of the mask brush in pixels</source>
        <translation>蒙版画笔半径（像素）</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>蒙版</translation>
    </message>
    <message>
        <source>Paint what belongs to the object, erase what does not, then run again.</source>
        <translation>涂抹属于物体的部分，擦除不属于的部分，然后重新运行。</translation>
    </message>
    <message>
        <source>Wheel to zoom, Space and drag to move, F to fit.</source>
        <translation>滚轮缩放，按住空格拖动可平移，F 适应视图。</translation>
    </message>
</context>
<context>
    <name>gambade::gui::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ModelDialog</name>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Use this model</source>
        <translation>使用此模型(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>下载(&amp;D)</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>What the model says of itself</source>
        <translation>模型的自述信息</translation>
    </message>
    <message>
        <source>Progress of the model</source>
        <translation>模型进度</translation>
    </message>
    <message>
        <source>Drop a checkpoint (.pth) or a model (.safetensors) here. Models are kept in %1</source>
        <translation>将检查点（.pth）或模型（.safetensors）拖到此处。模型保存在 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Stopped. What has arrived is kept: the next download goes on from there.</source>
        <translation>已停止。已下载的部分会保留：下次下载将从该处继续。</translation>
    </message>
    <message>
        <source>%1 (in use)</source>
        <translation>%1（使用中）</translation>
    </message>
    <message>
        <source>%1 (to download)</source>
        <translation>%1（可下载）</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>not said by the file</source>
        <translation>文件中未说明</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>%1 million parameters, %2 splats</source>
        <translation>%1 百万参数，%2 个泼溅点</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>not said by its authors</source>
        <translation>作者未说明</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>of unknown size</source>
        <translation>大小未知</translation>
    </message>
    <message>
        <source>Unverified: its authors publish no hash to check it by.</source>
        <translation>未验证：作者未公布可供核对的校验值。</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>导入模型</translation>
    </message>
    <message>
        <source>Models (*.pth *.safetensors);;All files (*)</source>
        <translation>模型 (*.pth *.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Another model is being imported: wait for it, or cancel it.</source>
        <translation>正在导入另一个模型：请等待或取消。</translation>
    </message>
    <message>
        <source>Imported as %1</source>
        <translation>已导入为 %1</translation>
    </message>
</context>
<context>
    <name>gambade::gui::PictureDialog</name>
    <message>
        <source>&amp;Transparent background</source>
        <translation>透明背景(&amp;T)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>大小(&amp;S)</translation>
    </message>
    <message>
        <source>Choose &amp;file…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
</context>
<context>
    <name>gambade::gui::PictureExporter</name>
    <message>
        <source>Save picture of the view</source>
        <translation>保存视图图片</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Name of a new folder for the pictures</source>
        <translation>新建图片文件夹的名称</translation>
    </message>
    <message>
        <source>Export turntable</source>
        <translation>导出转台动画</translation>
    </message>
    <message>
        <source> turntable</source>
        <translation> 转台</translation>
    </message>
    <message>
        <source>Folder (*)</source>
        <translation>文件夹 (*)</translation>
    </message>
    <message>
        <source>Saving the picture</source>
        <translation>正在保存图片</translation>
    </message>
    <message>
        <source>Exporting the turntable</source>
        <translation>正在导出转台动画</translation>
    </message>
    <message>
        <source>A picture or turntable is being saved already: wait for it, or cancel it.</source>
        <translation>已有图片或转台动画正在保存：请等待或取消。</translation>
    </message>
    <message>
        <source>Save picture of the comparison</source>
        <translation>保存对比图片</translation>
    </message>
</context>
<context>
    <name>gambade::gui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Computing</source>
        <translation>计算(&amp;C)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>显卡（CUDA）</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>&amp;Drawing</source>
        <translation>绘制(&amp;D)</translation>
    </message>
    <message>
        <source>OpenGL 4.3</source>
        <translation>OpenGL 4.3</translation>
    </message>
    <message>
        <source>OpenGL 3.3</source>
        <translation>OpenGL 3.3</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Language, computing and drawing change with the next start.</source>
        <translation>语言、计算和绘制的更改在下次启动时生效。</translation>
    </message>
    <message>
        <source>Ask before results that are not exported are lost</source>
        <translation>丢失未导出的结果前询问</translation>
    </message>
    <message>
        <source>Keep results on disk until exported, in case of a crash</source>
        <translation>导出前将结果保留在磁盘上，以防崩溃</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ProgressBox</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>gambade::gui::QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ResultPanel</name>
    <message>
        <source>Facts about the result</source>
        <translation>结果信息</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Splats</source>
        <translation>泼溅点</translation>
    </message>
    <message>
        <source>Colour by direction</source>
        <translation>方向相关颜色</translation>
    </message>
    <message>
        <source>degree %1</source>
        <translation>%1 阶</translation>
    </message>
    <message>
        <source>Elevation (estimated)</source>
        <translation>仰角（估计）</translation>
    </message>
    <message>
        <source>Elevation</source>
        <translation>仰角</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>视角</translation>
    </message>
    <message>
        <source>Match with the picture</source>
        <translation>与图片的吻合度</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>PSNR of the result, seen from the picture&apos;s own camera: more is better</source>
        <translation>从图片自身的相机看到的结果的 PSNR：越大越好</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ShortcutSheet</name>
    <message>
        <source>Keys and mouse</source>
        <translation>键盘与鼠标</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>Look around</source>
        <translation>环绕观看</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>right drag</source>
        <translation>右键拖动</translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation>Shift + 拖动</translation>
    </message>
    <message>
        <source>Zoom to the pointer</source>
        <translation>向指针处缩放</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Ctrl + drag</source>
        <translation>Ctrl + 拖动</translation>
    </message>
    <message>
        <source>Turn around a point</source>
        <translation>绕某点旋转</translation>
    </message>
    <message>
        <source>double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Look from a side</source>
        <translation>从某一面观看</translation>
    </message>
    <message>
        <source>click the view cube</source>
        <translation>点击视图立方体</translation>
    </message>
    <message>
        <source>Touchpad</source>
        <translation>触摸板</translation>
    </message>
    <message>
        <source>two fingers</source>
        <translation>双指滑动</translation>
    </message>
    <message>
        <source>Shift + two fingers</source>
        <translation>Shift + 双指滑动</translation>
    </message>
    <message>
        <source>pinch</source>
        <translation>双指捏合</translation>
    </message>
    <message>
        <source>Ctrl + two fingers</source>
        <translation>Ctrl + 双指滑动</translation>
    </message>
    <message>
        <source>Keys in the 3D view</source>
        <translation>三维视图中的按键</translation>
    </message>
    <message>
        <source>Shift + arrow keys</source>
        <translation>Shift + 方向键</translation>
    </message>
    <message>
        <source>Fly, with Shift fast</source>
        <translation>飞行，按住 Shift 加速</translation>
    </message>
    <message>
        <source>In the mask and the comparison</source>
        <translation>在蒙版和对比中</translation>
    </message>
    <message>
        <source>middle drag</source>
        <translation>中键拖动</translation>
    </message>
    <message>
        <source>Space + drag</source>
        <translation>空格 + 拖动</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应视图</translation>
    </message>
    <message>
        <source>While selecting</source>
        <translation>选择时</translation>
    </message>
    <message>
        <source>Add to the selection</source>
        <translation>添加到选择</translation>
    </message>
    <message>
        <source>Take away from it</source>
        <translation>从选择中减去</translation>
    </message>
    <message>
        <source>Alt + drag</source>
        <translation>Alt + 拖动</translation>
    </message>
    <message>
        <source>Put the tool away</source>
        <translation>收起工具</translation>
    </message>
</context>
<context>
    <name>gambade::gui::SizeChooser</name>
    <message>
        <source>Width in pixels</source>
        <translation>宽度（像素）</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>高度（像素）</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>As the view</source>
        <translation>与视图相同</translation>
    </message>
    <message>
        <source>Square, 1024</source>
        <translation>正方形，1024</translation>
    </message>
    <message>
        <source>Full HD</source>
        <translation>全高清</translation>
    </message>
    <message>
        <source>4K</source>
        <translation>4K</translation>
    </message>
    <message>
        <source>8K</source>
        <translation>8K</translation>
    </message>
</context>
<context>
    <name>gambade::gui::StartPage</name>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open pictures or splat files</source>
        <translation>打开图片或泼溅文件</translation>
    </message>
    <message>
        <source>Drop a picture of an object here</source>
        <translation>将物体的图片拖到此处</translation>
    </message>
    <message>
        <source>It becomes a 3D model that you can turn and export.</source>
        <translation>它会变成可以旋转和导出的三维模型。</translation>
    </message>
    <message>
        <source>Example: %1</source>
        <translation>示例：%1</translation>
    </message>
    <message>
        <source>Or try one of these:</source>
        <translation>或试试这些：</translation>
    </message>
    <message>
        <source>Opened recently:</source>
        <translation>最近打开：</translation>
    </message>
    <message>
        <source>Or paste a picture, or drag one from a browser.
Or open splats: PLY, SPZ, SOG, glTF, .splat</source>
        <translation>也可以粘贴图片，或从浏览器拖入图片。
或打开泼溅文件：PLY、SPZ、SOG、glTF、.splat</translation>
    </message>
</context>
<context>
    <name>gambade::gui::StatusPanel</name>
    <message>
        <source>%1 splats</source>
        <translation>%1 个泼溅点</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop this one (Esc)</source>
        <translation>停止此项 (Esc)</translation>
    </message>
    <message>
        <source>%1: waiting</source>
        <translation>%1：等待中</translation>
    </message>
    <message>
        <source>%1 fps  ·</source>
        <translation>%1 帧/秒  ·</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Tidy</name>
    <message>
        <source>crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>deletion</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>No splat is hidden: raise &quot;Hide below opacity&quot; first</source>
        <translation>没有隐藏的泼溅点：请先调高“隐藏低于此不透明度的点”</translation>
    </message>
    <message>
        <source>No floaters were found</source>
        <translation>没有漂浮点</translation>
    </message>
</context>
<context>
    <name>gambade::gui::TidyPanel</name>
    <message>
        <source>Box</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Sphere</source>
        <translation>球体</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>反选</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Floaters</source>
        <translation>漂浮点</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>隐藏的</translation>
    </message>
    <message>
        <source>Crop box</source>
        <translation>裁剪盒</translation>
    </message>
    <message>
        <source>Radius of the selection brush in pixels</source>
        <translation>选择画笔半径（像素）</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>整理</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>未选择任何内容</translation>
    </message>
    <message>
        <source>%1 of %2 selected</source>
        <translation>已选择 %1 / %2</translation>
    </message>
    <message>
        <source>Drag to select; with Shift to add, with Ctrl to take away. Alt and drag looks around, Esc ends it.</source>
        <translation>拖动以选择；按住 Shift 添加，按住 Ctrl 减去。按住 Alt 拖动可环视，Esc 结束。</translation>
    </message>
</context>
<context>
    <name>gambade::gui::TurntableDialog</name>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> 帧/秒</translation>
    </message>
    <message>
        <source>&amp;Transparent background</source>
        <translation>透明背景(&amp;T)</translation>
    </message>
    <message>
        <source>Export turntable</source>
        <translation>导出转台动画</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>Videos need the program ffmpeg, which is not installed here.</source>
        <translation>视频需要 ffmpeg 程序，此处未安装。</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>大小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Time for a turn</source>
        <translation>旋转一周的时间(&amp;T)</translation>
    </message>
    <message>
        <source>F&amp;rame rate</source>
        <translation>帧率(&amp;R)</translation>
    </message>
    <message>
        <source>Choose &amp;file…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ViewCube</name>
    <message>
        <source>Front</source>
        <translation>前</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>下</translation>
    </message>
    <message>
        <source>View cube</source>
        <translation>视图立方体</translation>
    </message>
    <message>
        <source>Click a side to look from there; the keys 1, 3 and 7 do the same, with Ctrl from the other side</source>
        <translation>点击某一面即可从该面观看；按键 1、3、7 同样有效，加 Ctrl 则从反面观看</translation>
    </message>
    <message>
        <source>Click a side, an edge or a corner to look from there; drag to look around</source>
        <translation>点击面、边或角即可从该处观看；拖动可旋转</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ViewHint</name>
    <message>
        <source>Drag to look around  ·  wheel to zoom  ·  ? for all keys</source>
        <translation>拖动旋转  ·  滚轮缩放  ·  按 ? 查看所有按键</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Viewport</name>
    <message>
        <source>3D view</source>
        <translation>三维视图</translation>
    </message>
    <message>
        <source>Drag to look around, Shift and drag to move, wheel to zoom; the arrow keys turn, W A S D fly</source>
        <translation>拖动旋转，Shift 加拖动平移，滚轮缩放；方向键旋转，W A S D 飞行</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Worker</name>
    <message>
        <source>There is not enough memory: close other programs or use a smaller picture.</source>
        <translation>内存不足：请关闭其他程序或使用较小的图片。</translation>
    </message>
    <message>
        <source>Unexpected failure: %1</source>
        <translation>意外错误：%1</translation>
    </message>
</context>
</TS>
