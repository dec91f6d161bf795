<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutBox</name>
    <message>
        <source>About Gambade</source>
        <translation>Über Gambade</translation>
    </message>
    <message>
        <source>Turns one picture of an object into a 3D model made of Gaussian splats.

%1

Free software under the MIT licence, made with Qt %2</source>
        <translation>Macht aus einem Bild eines Gegenstands ein 3D-Modell aus Gauß-Splats.

%1

Freie Software unter der MIT-Lizenz, mit Qt %2 gebaut</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Export a&amp;ll…</source>
        <translation>&amp;Alle exportieren…</translation>
    </message>
    <message>
        <source>&amp;Save picture…</source>
        <translation>&amp;Bild speichern…</translation>
    </message>
    <message>
        <source>Export t&amp;urntable…</source>
        <translation>&amp;Drehvideo exportieren…</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Bee&amp;nden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Run &amp;again</source>
        <translation>Erneut re&amp;chnen</translation>
    </message>
    <message>
        <source>Edit the &amp;mask</source>
        <translation>&amp;Maske bearbeiten</translation>
    </message>
    <message>
        <source>Reset the mas&amp;k</source>
        <translation>Maske &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Select by &amp;box</source>
        <translation>Mit &amp;Rechteck auswählen</translation>
    </message>
    <message>
        <source>Select by b&amp;rush</source>
        <translation>Mit &amp;Pinsel auswählen</translation>
    </message>
    <message>
        <source>Select by &amp;sphere</source>
        <translation>Mit &amp;Kugel auswählen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Select &amp;none</source>
        <translation>&amp;Nichts auswählen</translation>
    </message>
    <message>
        <source>&amp;Invert the selection</source>
        <translation>Auswahl &amp;umkehren</translation>
    </message>
    <message>
        <source>Select what is &amp;hidden by its opacity</source>
        <translation>Wegen Deckkraft &amp;Verborgenes auswählen</translation>
    </message>
    <message>
        <source>Select &amp;floaters</source>
        <translation>&amp;Schwebende Splats auswählen</translation>
    </message>
    <message>
        <source>&amp;Crop to a box</source>
        <translation>Auf &amp;Quader zuschneiden</translation>
    </message>
    <message>
        <source>&amp;Delete the selection</source>
        <translation>Auswahl &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Frame</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>&amp;Reset view</source>
        <translation>Ansicht &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>From the r&amp;ight</source>
        <translation>Von &amp;rechts</translation>
    </message>
    <message>
        <source>From &amp;above</source>
        <translation>Von &amp;oben</translation>
    </message>
    <message>
        <source>From the &amp;back</source>
        <translation>Von &amp;hinten</translation>
    </message>
    <message>
        <source>&amp;Turntable</source>
        <translation>&amp;Drehansicht</translation>
    </message>
    <message>
        <source>F&amp;ly: dragging turns the head</source>
        <translation>&amp;Fliegen: Ziehen dreht den Blick</translation>
    </message>
    <message>
        <source>&amp;View cube</source>
        <translation>Ansichts&amp;würfel</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>Ver&amp;gleichen</translation>
    </message>
    <message>
        <source>Ri&amp;ght panel</source>
        <translation>Re&amp;chte Spalte</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>&amp;Tasten und Maus</translation>
    </message>
    <message>
        <source>Copy &amp;diagnostics</source>
        <translation>&amp;Diagnose kopieren</translation>
    </message>
    <message>
        <source>&amp;About Gambade</source>
        <translation>Ü&amp;ber Gambade</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>From the fro&amp;nt</source>
        <translation>Von &amp;vorn</translation>
    </message>
    <message>
        <source>From the l&amp;eft</source>
        <translation>Von &amp;links</translation>
    </message>
    <message>
        <source>From belo&amp;w</source>
        <translation>Von &amp;unten</translation>
    </message>
    <message>
        <source>Left &amp;panel</source>
        <translation>Li&amp;nke Spalte</translation>
    </message>
    <message>
        <source>Remove from the &amp;queue</source>
        <translation>Aus der Warte&amp;schlange entfernen</translation>
    </message>
    <message>
        <source>Clear what is &amp;finished</source>
        <translation>&amp;Fertige entfernen</translation>
    </message>
    <message>
        <source>&amp;Orthographic</source>
        <translation>Orthogra&amp;phisch</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>Vollb&amp;ild</translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Checker (transparent)</source>
        <translation>Karos (durchsichtig)</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>Farbe…</translation>
    </message>
</context>
<context>
    <name>DisplayPanel</name>
    <message>
        <source>Splats</source>
        <translation>Splats</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Discs</source>
        <translation>Scheiben</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Normals</source>
        <translation>Normalen</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Seen in the picture</source>
        <translation>Im Bild zu sehen</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>block</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>block %1 of %2</source>
        <translation>Block %1 von %2</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>copying</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>decoder</source>
        <translation>Decoder</translation>
    </message>
    <message>
        <source>decoding</source>
        <translation>Bild lesen</translation>
    </message>
    <message>
        <source>floaters</source>
        <translation>Schwebendes suchen</translation>
    </message>
    <message>
        <source>frame %1 of %2</source>
        <translation>Bild %1 von %2</translation>
    </message>
    <message>
        <source>framing</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>importing weights</source>
        <translation>Gewichte einlesen</translation>
    </message>
    <message>
        <source>loading model</source>
        <translation>Modell laden</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>An seinen Ort bringen</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>prefix</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>render</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>stem</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>writing weights</source>
        <translation>Gewichte schreiben</translation>
    </message>
    <message>
        <source>hand</source>
        <translation>Hand</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>The matting network is not installed (scripts/fetch_matting_model.sh fetches it), so the object was cut out by GrabCut, which needs a plain background all around it.</source>
        <translation>Das Freistell-Netz ist nicht installiert (scripts/fetch_matting_model.sh holt es). Der Gegenstand wurde mit GrabCut freigestellt, das ringsum einen einfarbigen Hintergrund braucht.</translation>
    </message>
    <message>
        <source>%1 separate objects were found and the largest is used; another is taken by its number, from 2 to %2.</source>
        <translation>%1 getrennte Gegenstände wurden gefunden, der größte wird verwendet; ein anderer wird über seine Nummer gewählt, von 2 bis %2.</translation>
    </message>
    <message>
        <source>%1 is not a picture that Gambade reads (JPEG, PNG, BMP, TGA, WebP): it is %2</source>
        <translation>%1 ist kein Bild, das Gambade liest (JPEG, PNG, BMP, TGA, WebP), sondern: %2</translation>
    </message>
    <message>
        <source>cannot read the %1 picture %2: %3</source>
        <translation>Das %1-Bild %2 lässt sich nicht lesen: %3</translation>
    </message>
    <message>
        <source>cannot read %1: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>cannot open %1: %2</source>
        <translation>%1 lässt sich nicht öffnen: %2</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>no object found in %1: %2</source>
        <translation>kein Gegenstand gefunden in %1: %2</translation>
    </message>
    <message>
        <source>the mask of %1 is empty: paint over the object</source>
        <translation>die Maske von %1 ist leer: den Gegenstand übermalen</translation>
    </message>
    <message>
        <source>%1 has changed since it was opened: open it once more</source>
        <translation>%1 hat sich geändert, seit es geöffnet wurde: bitte noch einmal öffnen</translation>
    </message>
    <message>
        <source>a field of view of %1° is too wide for %2: with this object in it, at most %3° are possible</source>
        <translation>ein Bildwinkel von %1° ist für %2 zu groß: mit diesem Gegenstand darin sind höchstens %3° möglich</translation>
    </message>
    <message>
        <source>%1 is not a valid safetensors file: %2</source>
        <translation>%1 ist keine gültige safetensors-Datei: %2</translation>
    </message>
    <message>
        <source>%1 cannot be used as a model: %2</source>
        <translation>%1 ist als Modell nicht brauchbar: %2</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>%1 ist nicht brauchbar: %2</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>the folder %1 cannot be made</source>
        <translation>der Ordner %1 lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>ffmpeg could not write %1: %2</source>
        <translation>ffmpeg konnte %1 nicht schreiben: %2</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leere Datei</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>sie ist leer</translation>
    </message>
    <message>
        <source>it is a directory</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>it is a device or pipe, not a regular file</source>
        <translation>es ist ein Gerät oder eine Pipe, keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>it has no pixels</source>
        <translation>es hat keine Pixel</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>die Datei würde zu groß</translation>
    </message>
    <message>
        <source>its content is not that of a splat file; known formats are %1</source>
        <translation>der Inhalt ist nicht der einer Splat-Datei; bekannte Formate sind %1</translation>
    </message>
    <message>
        <source>it is a mesh or point cloud, not splats: its vertices have no opacity, scale and rotation</source>
        <translation>es ist ein Netz oder eine Punktwolke, keine Splats: Den Punkten fehlen Deckkraft, Größe und Drehung</translation>
    </message>
    <message>
        <source>its splats have no property &apos;%1&apos;</source>
        <translation>den Splats fehlt die Eigenschaft &apos;%1&apos;</translation>
    </message>
    <message>
        <source>its header declares %1 × &apos;%2&apos; of at least %3 bytes each, but only %4 bytes are left for them (is the file cut off?)</source>
        <translation>laut Kopf sind es %1 × &apos;%2&apos; von je mindestens %3 Bytes, es sind aber nur noch %4 Bytes da (ist die Datei abgeschnitten?)</translation>
    </message>
    <message>
        <source>it ends before all that its header declares was read (is the file cut off?)</source>
        <translation>sie endet, bevor alles gelesen ist, was der Kopf ankündigt (ist sie abgeschnitten?)</translation>
    </message>
    <message>
        <source>its size is no multiple of the 32 bytes of a splat</source>
        <translation>die Größe ist kein Vielfaches der 32 Bytes eines Splats</translation>
    </message>
    <message>
        <source>it is not a PyTorch checkpoint, or is cut short (%1)</source>
        <translation>es ist kein PyTorch-Checkpoint oder abgeschnitten (%1)</translation>
    </message>
    <message>
        <source>editing</source>
        <translation>Splats bearbeiten</translation>
    </message>
    <message>
        <source>cannot write %1: %2; write a .ply instead</source>
        <translation>%1 lässt sich nicht schreiben: %2; stattdessen eine .ply schreiben</translation>
    </message>
    <message>
        <source>memory does not suffice for %1: close other programs, or make the picture smaller</source>
        <translation>der Speicher reicht nicht für %1: andere Programme schließen oder das Bild verkleinern</translation>
    </message>
    <message>
        <source>object %1 was asked for, and %2 has %3 of them</source>
        <translation>Gegenstand %1 ist gewünscht, und %2 hat %3 davon</translation>
    </message>
    <message>
        <source>%1 makes no visible splats of this picture: its weights are damaged or untrained; use another model</source>
        <translation>%1 macht aus diesem Bild keine sichtbaren Splats: Die Gewichte sind beschädigt oder untrainiert; ein anderes Modell verwenden</translation>
    </message>
    <message>
        <source>GPU memory ran out while %1; close other programs that use the GPU, or choose the CPU</source>
        <translation>der Speicher der GPU war zu Ende (%1); andere Programme schließen, die die GPU benutzen, oder die CPU wählen</translation>
    </message>
    <message>
        <source>the GPU failed while %1 (%2); start again, or choose the CPU</source>
        <translation>die GPU hat versagt (%1: %2); neu starten oder die CPU wählen</translation>
    </message>
    <message>
        <source>the CUDA engine cannot run because %1; choose the CPU instead</source>
        <translation>CUDA ist nicht möglich: %1; stattdessen die CPU wählen</translation>
    </message>
    <message>
        <source>%1 threads cannot be started (%2); choose fewer, or close other programs</source>
        <translation>%1 Threads lassen sich nicht starten (%2); weniger wählen oder andere Programme schließen</translation>
    </message>
    <message>
        <source>the matrix library (oneDNN) failed; this is likely a lack of memory</source>
        <translation>die Matrix-Bibliothek (oneDNN) hat versagt; wahrscheinlich fehlt Speicher</translation>
    </message>
    <message>
        <source>no model: %1 is in none of %2; name a weights file with --model</source>
        <translation>kein Modell: %1 ist in keinem von %2; mit --model eine Gewichtsdatei nennen</translation>
    </message>
    <message>
        <source>%1 holds the image tokenizer alone (DINOv2), which training can start from; reconstruction needs the weights of a whole network</source>
        <translation>%1 enthält nur den Bild-Tokenizer (DINOv2), mit dem ein Training beginnen kann; Rekonstruieren braucht die Gewichte eines ganzen Netzes</translation>
    </message>
    <message>
        <source>%1 is a PyTorch checkpoint: convert it with gambade model import</source>
        <translation>%1 ist ein PyTorch-Checkpoint: mit gambade model import umwandeln</translation>
    </message>
    <message>
        <source>of an unknown kind</source>
        <translation>etwas Unbekanntes</translation>
    </message>
    <message>
        <source>a GIF</source>
        <translation>ein GIF</translation>
    </message>
    <message>
        <source>an AVIF</source>
        <translation>ein AVIF</translation>
    </message>
    <message>
        <source>a HEIC</source>
        <translation>ein HEIC</translation>
    </message>
    <message>
        <source>a HEIF</source>
        <translation>ein HEIF</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>ein Video</translation>
    </message>
    <message>
        <source>a PDF</source>
        <translation>ein PDF</translation>
    </message>
    <message>
        <source>a PostScript document</source>
        <translation>ein PostScript-Dokument</translation>
    </message>
    <message>
        <source>a TIFF or a camera&apos;s raw file</source>
        <translation>ein TIFF oder die Rohdatei einer Kamera</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>ein Photoshop-Dokument</translation>
    </message>
    <message>
        <source>a GIMP document</source>
        <translation>ein GIMP-Dokument</translation>
    </message>
    <message>
        <source>a JPEG XL</source>
        <translation>ein JPEG XL</translation>
    </message>
    <message>
        <source>a JPEG 2000</source>
        <translation>ein JPEG 2000</translation>
    </message>
    <message>
        <source>an OpenEXR picture</source>
        <translation>ein OpenEXR-Bild</translation>
    </message>
    <message>
        <source>a Radiance HDR picture</source>
        <translation>ein Radiance-HDR-Bild</translation>
    </message>
    <message>
        <source>a DDS texture</source>
        <translation>eine DDS-Textur</translation>
    </message>
    <message>
        <source>an icon</source>
        <translation>ein Symbol</translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation>eine SVG-Zeichnung</translation>
    </message>
    <message>
        <source>XML or an SVG drawing</source>
        <translation>XML oder eine SVG-Zeichnung</translation>
    </message>
    <message>
        <source>a PLY file</source>
        <translation>eine PLY-Datei</translation>
    </message>
    <message>
        <source>a glTF model</source>
        <translation>ein glTF-Modell</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ein ZIP-Archiv</translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation>ein gzip-Archiv</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>it is cut short</source>
        <translation>es ist abgeschnitten</translation>
    </message>
    <message>
        <source>it is too short for the size that it claims</source>
        <translation>es ist zu kurz für die Größe, die es angibt</translation>
    </message>
    <message>
        <source>it is damaged or cut short</source>
        <translation>es ist beschädigt oder abgeschnitten</translation>
    </message>
    <message>
        <source>it is damaged or of an unsupported variant (%1)</source>
        <translation>es ist beschädigt oder von einer Art, die nicht unterstützt wird (%1)</translation>
    </message>
    <message>
        <source>it is of an unsupported variant</source>
        <translation>es ist von einer Art, die nicht unterstützt wird</translation>
    </message>
    <message>
        <source>it is damaged (a checksum is wrong)</source>
        <translation>es ist beschädigt (eine Prüfsumme ist falsch)</translation>
    </message>
    <message>
        <source>it is damaged (it gives its size twice)</source>
        <translation>es ist beschädigt (es gibt seine Größe zweimal an)</translation>
    </message>
    <message>
        <source>it is damaged (a pixel has a colour that its palette lacks)</source>
        <translation>es ist beschädigt (ein Pixel hat eine Farbe, die seiner Palette fehlt)</translation>
    </message>
    <message>
        <source>its segments are damaged</source>
        <translation>seine Abschnitte sind beschädigt</translation>
    </message>
    <message>
        <source>its tables are damaged</source>
        <translation>seine Tabellen sind beschädigt</translation>
    </message>
    <message>
        <source>its header is damaged</source>
        <translation>sein Kopf ist beschädigt</translation>
    </message>
    <message>
        <source>it does not begin with a header</source>
        <translation>es beginnt nicht mit einem Kopf</translation>
    </message>
    <message>
        <source>it holds no pixels</source>
        <translation>es enthält keine Pixel</translation>
    </message>
    <message>
        <source>it is a CMYK JPEG that does not say how its inks are stored; save it as RGB</source>
        <translation>es ist ein CMYK-JPEG, das nicht sagt, wie seine Farben gespeichert sind; als RGB speichern</translation>
    </message>
    <message>
        <source>it is a compressed BMP; save it uncompressed or as PNG</source>
        <translation>es ist ein komprimiertes BMP; unkomprimiert oder als PNG speichern</translation>
    </message>
    <message>
        <source>its pixels are of an unsupported size; save it with 24 bits a pixel or as PNG</source>
        <translation>seine Pixel sind von einer Größe, die nicht unterstützt wird; mit 24 Bits je Pixel oder als PNG speichern</translation>
    </message>
    <message>
        <source>it is an animation; save one of its frames</source>
        <translation>es ist eine Animation; eines ihrer Bilder speichern</translation>
    </message>
    <message>
        <source>it has %1 × %2 pixels, more than the %3 megapixels that are read; scale it down</source>
        <translation>es hat %1 × %2 Pixel, mehr als die %3 Megapixel, die gelesen werden; bitte verkleinern</translation>
    </message>
    <message>
        <source>there is not enough memory for its pixels; scale it down</source>
        <translation>für seine Pixel reicht der Speicher nicht; bitte verkleinern</translation>
    </message>
    <message>
        <source>edit the mask, paint over the object and run again</source>
        <translation>die Maske bearbeiten, den Gegenstand übermalen und noch einmal rechnen</translation>
    </message>
    <message>
        <source>it does not begin with the line &apos;ply&apos;</source>
        <translation>sie beginnt nicht mit der Zeile &apos;ply&apos;</translation>
    </message>
    <message>
        <source>its header has no &apos;format&apos; line</source>
        <translation>ihrem Kopf fehlt die Zeile &apos;format&apos;</translation>
    </message>
    <message>
        <source>its header has no &apos;end_header&apos; line</source>
        <translation>ihrem Kopf fehlt die Zeile &apos;end_header&apos;</translation>
    </message>
    <message>
        <source>its header has no element &apos;vertex&apos;</source>
        <translation>ihrem Kopf fehlt das Element &apos;vertex&apos;</translation>
    </message>
    <message>
        <source>its header has no elements &apos;chunk&apos; and &apos;vertex&apos;</source>
        <translation>ihrem Kopf fehlen die Elemente &apos;chunk&apos; und &apos;vertex&apos;</translation>
    </message>
    <message>
        <source>line %1 of its header, &apos;%2&apos;, is not valid PLY</source>
        <translation>Zeile %1 ihres Kopfes, &apos;%2&apos;, ist kein gültiges PLY</translation>
    </message>
    <message>
        <source>its header declares the property &apos;%1&apos; twice</source>
        <translation>ihr Kopf nennt die Eigenschaft &apos;%1&apos; zweimal</translation>
    </message>
    <message>
        <source>its body has a word that is not a number</source>
        <translation>in ihren Werten steht ein Wort, das keine Zahl ist</translation>
    </message>
    <message>
        <source>a list &apos;%1&apos; in it has %2 entries</source>
        <translation>eine Liste &apos;%1&apos; darin hat %2 Einträge</translation>
    </message>
    <message>
        <source>it has %1 f_rest properties instead of 0, 9, 24 or 45</source>
        <translation>sie hat %1 f_rest-Eigenschaften statt 0, 9, 24 oder 45</translation>
    </message>
    <message>
        <source>its element &apos;%1&apos; has no property &apos;%2&apos;</source>
        <translation>ihrem Element &apos;%1&apos; fehlt die Eigenschaft &apos;%2&apos;</translation>
    </message>
    <message>
        <source>a &apos;%1&apos; in it is %2, out of range</source>
        <translation>ein &apos;%1&apos; darin ist %2, außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>it has %1 chunks for %2 splats, which need %3</source>
        <translation>sie hat %1 Blöcke für %2 Splats, die %3 brauchen</translation>
    </message>
    <message>
        <source>its element &apos;sh&apos; has %1 properties instead of 9, 24 or 45</source>
        <translation>ihr Element &apos;sh&apos; hat %1 Eigenschaften statt 9, 24 oder 45</translation>
    </message>
    <message>
        <source>it has SH coefficients of %1 splats for %2</source>
        <translation>sie hat SH-Koeffizienten von %1 Splats für %2</translation>
    </message>
    <message>
        <source>it is SPZ version %1; versions 2, 3 and 4 can be read</source>
        <translation>sie ist SPZ Version %1; gelesen werden die Versionen 2, 3 und 4</translation>
    </message>
    <message>
        <source>its SH coefficients are of degree %1; up to %2 can be read</source>
        <translation>ihre SH-Koeffizienten sind vom Grad %1; gelesen werden die bis %2</translation>
    </message>
    <message>
        <source>its SPZ header is damaged</source>
        <translation>ihr SPZ-Kopf ist beschädigt</translation>
    </message>
    <message>
        <source>it has no SPZ header</source>
        <translation>ihr fehlt der SPZ-Kopf</translation>
    </message>
    <message>
        <source>its header declares %1 splats, more than its %2 bytes can hold</source>
        <translation>laut Kopf sind es %1 Splats, mehr als in ihre %2 Bytes passen</translation>
    </message>
    <message>
        <source>the table of its streams lies outside of it (is the file cut off?)</source>
        <translation>das Verzeichnis ihrer Datenströme liegt außerhalb (ist die Datei abgeschnitten?)</translation>
    </message>
    <message>
        <source>its streams have %1 bytes; its %2 splats need %3</source>
        <translation>ihre Datenströme haben %1 Bytes; ihre %2 Splats brauchen %3</translation>
    </message>
    <message>
        <source>its ZIP archive is damaged or cut off (%1)</source>
        <translation>ihr ZIP-Archiv ist beschädigt oder abgeschnitten (%1)</translation>
    </message>
    <message>
        <source>the file %1 is missing in its ZIP archive</source>
        <translation>ihrem ZIP-Archiv fehlt die Datei %1</translation>
    </message>
    <message>
        <source>the file %1 in its ZIP archive unpacks to more than it could need</source>
        <translation>die Datei %1 in ihrem ZIP-Archiv wird entpackt größer, als sie sein müsste</translation>
    </message>
    <message>
        <source>the file %1 in its ZIP archive is damaged or encrypted</source>
        <translation>die Datei %1 in ihrem ZIP-Archiv ist beschädigt oder verschlüsselt</translation>
    </message>
    <message>
        <source>it is SOG version 1, which cannot be read; splat-transform converts it</source>
        <translation>sie ist SOG Version 1, die nicht gelesen wird; splat-transform wandelt sie um</translation>
    </message>
    <message>
        <source>it is SOG version %1; version 2 can be read</source>
        <translation>sie ist SOG Version %1; gelesen wird Version 2</translation>
    </message>
    <message>
        <source>its meta.json lacks the number of splats</source>
        <translation>ihrer meta.json fehlt die Zahl der Splats</translation>
    </message>
    <message>
        <source>its meta.json declares %1 splats, more than its %2 bytes can hold</source>
        <translation>laut meta.json sind es %1 Splats, mehr als in ihre %2 Bytes passen</translation>
    </message>
    <message>
        <source>its meta.json is not what SOG version 2 asks for</source>
        <translation>ihre meta.json ist nicht so, wie SOG Version 2 es verlangt</translation>
    </message>
    <message>
        <source>its meta.json %1</source>
        <translation>ihre meta.json: %1</translation>
    </message>
    <message>
        <source>its image %1 is not a still WebP image</source>
        <translation>ihr Bild %1 ist kein stehendes WebP-Bild</translation>
    </message>
    <message>
        <source>its image %1 has %2 x %3 pixels instead of %4</source>
        <translation>ihr Bild %1 hat %2 x %3 Pixel statt %4</translation>
    </message>
    <message>
        <source>its image %1 is damaged</source>
        <translation>ihr Bild %1 ist beschädigt</translation>
    </message>
    <message>
        <source>one for each of %1 splats</source>
        <translation>einem für jeden von %1 Splats</translation>
    </message>
    <message>
        <source>a palette&apos;s %1 x up to 1024</source>
        <translation>den %1 x bis zu 1024 einer Palette</translation>
    </message>
    <message>
        <source>a codebook in its meta.json has %1 entries instead of 256</source>
        <translation>ein Codebuch in ihrer meta.json hat %1 Einträge statt 256</translation>
    </message>
    <message>
        <source>its SH coefficients have %1 bands; 1, 2 or 3 can be read</source>
        <translation>ihre SH-Koeffizienten haben %1 Bänder; gelesen werden 1, 2 oder 3</translation>
    </message>
    <message>
        <source>a splat has entry %1 of its SH palette, which has %2</source>
        <translation>ein Splat hat Eintrag %1 ihrer SH-Palette, die %2 hat</translation>
    </message>
    <message>
        <source>a part of it should have %1 bytes, but %2 are left (is the file cut off?)</source>
        <translation>ein Teil davon soll %1 Bytes haben, es sind aber nur noch %2 da (ist die Datei abgeschnitten?)</translation>
    </message>
    <message>
        <source>it is binary glTF version %1; version 2 can be read</source>
        <translation>sie ist binäres glTF Version %1; gelesen wird Version 2</translation>
    </message>
    <message>
        <source>it is glTF without splats: no primitive has the extension %1</source>
        <translation>sie ist glTF ohne Splats: Kein Teil hat die Erweiterung %1</translation>
    </message>
    <message>
        <source>its glTF description lacks a number &apos;%1&apos;</source>
        <translation>ihrer glTF-Beschreibung fehlt eine Zahl &apos;%1&apos;</translation>
    </message>
    <message>
        <source>its glTF description refers to %1[%2], which is not there</source>
        <translation>ihre glTF-Beschreibung verweist auf %1[%2], das es nicht gibt</translation>
    </message>
    <message>
        <source>its glTF description is damaged</source>
        <translation>ihre glTF-Beschreibung ist beschädigt</translation>
    </message>
    <message>
        <source>its glTF description %1</source>
        <translation>ihre glTF-Beschreibung: %1</translation>
    </message>
    <message>
        <source>its splats have numbers of the type %1, which glTF does not allow there</source>
        <translation>ihre Splats haben Zahlen der Art %1, die glTF dort nicht erlaubt</translation>
    </message>
    <message>
        <source>its attribute %1 is not of the type %2</source>
        <translation>ihr Attribut %1 ist nicht von der Art %2</translation>
    </message>
    <message>
        <source>its attribute %1 is sparse or compressed, which cannot be read</source>
        <translation>ihr Attribut %1 ist lückenhaft oder komprimiert gespeichert und so nicht lesbar</translation>
    </message>
    <message>
        <source>its attribute %1 lies in another file</source>
        <translation>ihr Attribut %1 liegt in einer anderen Datei</translation>
    </message>
    <message>
        <source>its attribute %1 lies outside of it (is the file cut off?)</source>
        <translation>ihr Attribut %1 liegt außerhalb (ist die Datei abgeschnitten?)</translation>
    </message>
    <message>
        <source>its attribute %1 declares %2 splats, which its part of the file cannot hold</source>
        <translation>ihr Attribut %1 nennt %2 Splats, die in seinen Teil der Datei nicht passen</translation>
    </message>
    <message>
        <source>its attribute %1 has %2 splats instead of %3</source>
        <translation>ihr Attribut %1 hat %2 Splats statt %3</translation>
    </message>
    <message>
        <source>one of its nodes has a position of another form than glTF says</source>
        <translation>einer ihrer Knoten hat eine Lage von anderer Form, als glTF sagt</translation>
    </message>
    <message>
        <source>one of its nodes is out of the range of numbers</source>
        <translation>einer ihrer Knoten liegt außerhalb des Zahlenbereichs</translation>
    </message>
    <message>
        <source>one of its nodes has a rotation of no direction</source>
        <translation>einer ihrer Knoten hat eine Drehung ohne Richtung</translation>
    </message>
    <message>
        <source>its nodes are not the trees that glTF asks for</source>
        <translation>ihre Knoten sind nicht die Bäume, die glTF verlangt</translation>
    </message>
    <message>
        <source>its nodes are each other&apos;s children</source>
        <translation>ihre Knoten sind Kinder voneinander</translation>
    </message>
    <message>
        <source>the scene that it shows is not one of its scenes</source>
        <translation>die Szene, die sie zeigt, ist keine ihrer Szenen</translation>
    </message>
    <message>
        <source>its scene begins at a node that is not there, or is below another</source>
        <translation>ihre Szene beginnt bei einem Knoten, den es nicht gibt oder der unter einem anderen liegt</translation>
    </message>
    <message>
        <source>nests deeper than %1 levels</source>
        <translation>mehr als %1 Ebenen verschachtelt</translation>
    </message>
    <message>
        <source>has the key &apos;%1&apos; twice</source>
        <translation>der Schlüssel &apos;%1&apos; steht zweimal darin</translation>
    </message>
    <message>
        <source>holds more than %1 values</source>
        <translation>mehr als %1 Werte darin</translation>
    </message>
    <message>
        <source>is not valid JSON (at byte %1)</source>
        <translation>kein gültiges JSON (bei Byte %1)</translation>
    </message>
    <message>
        <source>holds a number out of range</source>
        <translation>eine Zahl außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>is not a JSON object</source>
        <translation>kein JSON-Objekt</translation>
    </message>
    <message>
        <source>the cloud has values that are not finite</source>
        <translation>die Wolke hat Werte, die nicht endlich sind</translation>
    </message>
    <message>
        <source>SPZ holds positions within ±2048 only</source>
        <translation>SPZ fasst nur Orte innerhalb von ±2048</translation>
    </message>
    <message>
        <source>SPZ holds at most 2^32 − 1 splats</source>
        <translation>SPZ fasst höchstens 2^32 − 1 Splats</translation>
    </message>
    <message>
        <source>SOG holds at most %1 splats</source>
        <translation>SOG fasst höchstens %1 Splats</translation>
    </message>
    <message>
        <source>glTF cannot hold a cloud without splats</source>
        <translation>glTF fasst keine Wolke ohne Splats</translation>
    </message>
    <message>
        <source>a binary glTF file cannot be larger than 4 GiB</source>
        <translation>eine binäre glTF-Datei kann nicht größer als 4 GiB sein</translation>
    </message>
    <message>
        <source>libpng refuses it (%1)</source>
        <translation>libpng lehnt es ab (%1)</translation>
    </message>
    <message>
        <source>this build of Gambade has no CUDA engine</source>
        <translation>dieses Gambade ist ohne CUDA gebaut</translation>
    </message>
    <message>
        <source>this build of Gambade has none</source>
        <translation>dieses Gambade ist ohne CUDA gebaut</translation>
    </message>
    <message>
        <source>no NVIDIA GPU with a driver was found</source>
        <translation>keine NVIDIA-GPU mit Treiber gefunden</translation>
    </message>
    <message>
        <source>the NVIDIA driver is too old: it offers CUDA %1, and this program needs %2</source>
        <translation>der NVIDIA-Treiber ist zu alt: Er bietet CUDA %1, gebraucht wird %2</translation>
    </message>
    <message>
        <source>the GPU %1 is older than NVIDIA&apos;s Ampere generation</source>
        <translation>die GPU %1 ist älter als NVIDIAs Ampere-Generation</translation>
    </message>
    <message>
        <source>it has %1 bytes, less than a header length</source>
        <translation>sie hat %1 Bytes, weniger als die Länge eines Kopfes</translation>
    </message>
    <message>
        <source>its header claims %1 bytes, the file has %2</source>
        <translation>ihr Kopf nennt %1 Bytes, die Datei hat %2</translation>
    </message>
    <message>
        <source>its header does not start with &apos;{&apos;</source>
        <translation>ihr Kopf beginnt nicht mit &apos;{&apos;</translation>
    </message>
    <message>
        <source>its __metadata__ is not an object</source>
        <translation>ihr __metadata__ ist kein Objekt</translation>
    </message>
    <message>
        <source>its metadata &apos;%1&apos; is not a string</source>
        <translation>ihr Metadatum &apos;%1&apos; ist kein Text</translation>
    </message>
    <message>
        <source>it was written on a big-endian machine</source>
        <translation>sie wurde auf einem Big-Endian-Rechner geschrieben</translation>
    </message>
    <message>
        <source>it holds something other than a state dict</source>
        <translation>sie enthält etwas anderes als ein State-Dict</translation>
    </message>
    <message>
        <source>it has the tensor %1 twice</source>
        <translation>sie hat den Tensor %1 zweimal</translation>
    </message>
    <message>
        <source>it holds no state dict, neither at its root nor under the key &apos;model&apos;</source>
        <translation>sie enthält kein State-Dict, weder ganz oben noch unter dem Schlüssel &apos;model&apos;</translation>
    </message>
    <message>
        <source>it is in PyTorch&apos;s format of before version 1.6; load and save it with a newer one</source>
        <translation>sie ist in PyTorchs Format von vor Version 1.6; mit einer neueren laden und speichern</translation>
    </message>
    <message>
        <source>it is not a PyTorch checkpoint: it lacks the entry data.pkl that torch.save writes</source>
        <translation>es ist kein PyTorch-Checkpoint: der Eintrag data.pkl fehlt, den torch.save schreibt</translation>
    </message>
    <message>
        <source>its entry %1 is missing or larger than %2 bytes</source>
        <translation>ihr Eintrag %1 fehlt oder ist größer als %2 Bytes</translation>
    </message>
    <message>
        <source>its entry %1 %2</source>
        <translation>ihr Eintrag %1: %2</translation>
    </message>
    <message>
        <source>its header %1</source>
        <translation>ihr Kopf: %1</translation>
    </message>
</context>
<context>
    <name>ExportHint</name>
    <message>
        <source>Opens in every tool for Gaussian splats. The largest file, nothing is lost.</source>
        <translation>Öffnet sich in jedem Programm für Gauß-Splats. Die größte Datei, nichts geht verloren.</translation>
    </message>
    <message>
        <source>For SuperSplat and PlayCanvas. About a quarter of the size, slightly rounded.</source>
        <translation>Für SuperSplat und PlayCanvas. Etwa ein Viertel der Größe, leicht gerundet.</translation>
    </message>
    <message>
        <source>For phones and the web. About a fifth of the size, slightly rounded.</source>
        <translation>Für Telefone und das Web. Etwa ein Fünftel der Größe, leicht gerundet.</translation>
    </message>
    <message>
        <source>For the web with PlayCanvas and SuperSplat. About a fifth of the size, slightly rounded.</source>
        <translation>Für das Web mit PlayCanvas und SuperSplat. Etwa ein Fünftel der Größe, leicht gerundet.</translation>
    </message>
    <message>
        <source>For programs that read glTF scenes with the extension KHR_gaussian_splatting.</source>
        <translation>Für Programme, die glTF-Szenen mit der Erweiterung KHR_gaussian_splatting lesen.</translation>
    </message>
    <message>
        <source>For older viewers on the web. Half of the size, colours in 8 bits.</source>
        <translation>Für ältere Betrachter im Web. Halbe Größe, Farben mit 8 Bit.</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Replace the file?</source>
        <translation>Die Datei ersetzen?</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 gibt es schon.</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
</context>
<context>
    <name>ImageCanvas</name>
    <message>
        <source>Drawn by the processor, without OpenGL</source>
        <translation>Vom Prozessor gezeichnet, ohne OpenGL</translation>
    </message>
</context>
<context>
    <name>NamingRule</name>
    <message>
        <source>The names are empty.</source>
        <translation>Die Namen sind leer.</translation>
    </message>
    <message>
        <source>A name cannot have a / in it.</source>
        <translation>Ein Name darf kein / enthalten.</translation>
    </message>
    <message>
        <source>Put {name} or {number} in, so that the files differ.</source>
        <translation>{name} oder {number} einsetzen, damit sich die Dateien unterscheiden.</translation>
    </message>
</context>
<context>
    <name>OpenFilter</name>
    <message>
        <source>Pictures and splats</source>
        <translation>Bilder und Splats</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Splats</source>
        <translation>Splats</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
</context>
<context>
    <name>SplatCount</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The model makes %1 splats of every picture.
Those of less than %2 % opacity cannot be seen and are left out, as are those that you delete.</source>
        <translation>Das Modell macht aus jedem Bild %1 Splats.
Solche von weniger als %2 % Deckkraft sind nicht zu sehen und fallen weg, ebenso gelöschte.</translation>
    </message>
</context>
<context>
    <name>StageTimes</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>Turntable</name>
    <message>
        <source>MP4 video</source>
        <translation>MP4-Video</translation>
    </message>
    <message>
        <source>WebM video</source>
        <translation>WebM-Video</translation>
    </message>
    <message>
        <source>GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>PNG pictures in a folder</source>
        <translation>PNG-Bilder in einem Ordner</translation>
    </message>
</context>
<context>
    <name>gambade::gui::AngleControl</name>
    <message>
        <source>%1 in degrees</source>
        <translation>%1 in Grad</translation>
    </message>
    <message>
        <source>Takes over the angle that the model reads off the picture</source>
        <translation>Übernimmt den Winkel, den das Modell aus dem Bild abliest</translation>
    </message>
    <message>
        <source>Use suggested %1°</source>
        <translation>Vorschlag %1° nehmen</translation>
    </message>
</context>
<context>
    <name>gambade::gui::BackgroundControl</name>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Choose the colour of the background</source>
        <translation>Farbe des Hintergrunds wählen</translation>
    </message>
    <message>
        <source>Colour of the background</source>
        <translation>Farbe des Hintergrunds</translation>
    </message>
</context>
<context>
    <name>gambade::gui::CompareView</name>
    <message>
        <source>Picture and result compared; the arrow keys move the dividing line</source>
        <translation>Bild und Ergebnis im Vergleich; die Pfeiltasten bewegen die Trennlinie</translation>
    </message>
    <message>
        <source>How to compare</source>
        <translation>Art des Vergleichs</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>Wischen</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>Überblenden</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>From the picture&apos;s own camera: PSNR %1 dB</source>
        <translation>Aus der Kamera des Bildes: PSNR %1 dB</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Picture %1 %</source>
        <translation>Bild %1 %</translation>
    </message>
    <message>
        <source>Black: the same</source>
        <translation>Schwarz: gleich</translation>
    </message>
</context>
<context>
    <name>gambade::gui::CropPanel</name>
    <message>
        <source>Least %1 that is kept</source>
        <translation>Kleinstes %1, das bleibt</translation>
    </message>
    <message>
        <source>Greatest %1 that is kept</source>
        <translation>Größtes %1, das bleibt</translation>
    </message>
    <message>
        <source>Keep inside</source>
        <translation>Inneres behalten</translation>
    </message>
    <message>
        <source>Deletes the splats outside of the box</source>
        <translation>Löscht die Splats außerhalb des Quaders</translation>
    </message>
</context>
<context>
    <name>gambade::gui::DisplayPanel</name>
    <message>
        <source>Splat size in percent</source>
        <translation>Größe der Splats in Prozent</translation>
    </message>
    <message>
        <source>Least opacity in percent</source>
        <translation>Kleinste Deckkraft in Prozent</translation>
    </message>
    <message>
        <source>Field of view of the 3D view in degrees</source>
        <translation>Bildwinkel der 3D-Ansicht in Grad</translation>
    </message>
    <message>
        <source>Floor &amp;grid and axes</source>
        <translation>Boden&amp;gitter und Achsen</translation>
    </message>
    <message>
        <source>Green: shown by the picture; orange: hidden in it, so guessed</source>
        <translation>Grün: im Bild zu sehen; orange: darin verdeckt, also geraten</translation>
    </message>
    <message>
        <source>Display mode</source>
        <translation>Darstellungsart</translation>
    </message>
    <message>
        <source>Wide shows more depth, narrow is flatter; the object keeps its size</source>
        <translation>Weit zeigt mehr Tiefe, eng wirkt flacher; der Gegenstand behält seine Größe</translation>
    </message>
    <message>
        <source>Fainter splats are hidden</source>
        <translation>Schwächere Splats werden ausgeblendet</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;Background</source>
        <translation>&amp;Hintergrund</translation>
    </message>
    <message>
        <source>Splat size</source>
        <translation>Splat-Größe</translation>
    </message>
    <message>
        <source>Hide below opacity</source>
        <translation>Ausblenden unter Deckkraft</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>Bildwinkel</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Download</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>%1 sends another part than was asked for.</source>
        <translation>%1 sendet einen anderen Teil als den verlangten.</translation>
    </message>
    <message>
        <source>The file at %1 has %2 bytes instead of %3: it is not the one that is meant.</source>
        <translation>Die Datei bei %1 hat %2 Bytes statt %3: Es ist nicht die gemeinte.</translation>
    </message>
    <message>
        <source>The file is too large: %1.</source>
        <translation>Die Datei ist zu groß: %1.</translation>
    </message>
    <message>
        <source>The file is larger than the %1 that it should have.</source>
        <translation>Die Datei ist größer als die vorgesehenen %1.</translation>
    </message>
    <message>
        <source>%1 answers with error %2 (%3).</source>
        <translation>%1 antwortet mit Fehler %2 (%3).</translation>
    </message>
    <message>
        <source>the connection ended early</source>
        <translation>die Verbindung endete zu früh</translation>
    </message>
    <message>
        <source>The download stopped after %1: %2. Start it again to go on from there.</source>
        <translation>Der Download hörte nach %1 auf: %2. Erneut gestartet, geht er dort weiter.</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2.</source>
        <translation>%1 ist nicht erreichbar: %2.</translation>
    </message>
    <message>
        <source>What was downloaded is not what is meant: its SHA-256 is %1 instead of %2. It was removed.</source>
        <translation>Das Heruntergeladene ist nicht das Gemeinte: Seine SHA-256 ist %1 statt %2. Es wurde gelöscht.</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 lässt sich nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>gambade::gui::DropFrame</name>
    <message>
        <source>Drop to open</source>
        <translation>Loslassen zum Öffnen</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ExportAllDialog</name>
    <message>
        <source>Export all</source>
        <translation>Alle exportieren</translation>
    </message>
    <message>
        <source>{name} stands for the picture&apos;s name, {number} for 1, 2, 3 …</source>
        <translation>{name} steht für den Namen des Bildes, {number} für 1, 2, 3 …</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Names</source>
        <translation>&amp;Namen</translation>
    </message>
    <message>
        <source>&amp;Export %1</source>
        <translation>%1 &amp;exportieren</translation>
    </message>
    <message>
        <source>Folder for the exports</source>
        <translation>Ordner für die Exporte</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ExportDialog</name>
    <message>
        <source>Export splats</source>
        <translation>Splats exportieren</translation>
    </message>
    <message>
        <source>Choose &amp;file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Exporter</name>
    <message>
        <source>Exporting</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export splats</source>
        <translation>Splats exportieren</translation>
    </message>
    <message>
        <source>%1 of %2 files were not written: %3</source>
        <translation>%1 von %2 Dateien wurden nicht geschrieben: %3</translation>
    </message>
    <message>
        <source>no splats are left of %1: there is nothing to export</source>
        <translation>von %1 sind keine Splats mehr übrig: Es gibt nichts zu exportieren</translation>
    </message>
</context>
<context>
    <name>gambade::gui::FormatChooser</name>
    <message>
        <source>y down, upright in the common viewers</source>
        <translation>y nach unten, aufrecht in den üblichen Betrachtern</translation>
    </message>
    <message>
        <source>y up, as predicted</source>
        <translation>y nach oben, wie berechnet</translation>
    </message>
    <message>
        <source>Compact: what is used</source>
        <translation>Kompakt: nur das Benutzte</translation>
    </message>
    <message>
        <source>Full: all 62 values of 3DGS, for viewers that insist</source>
        <translation>Voll: alle 62 Werte von 3DGS, für strenge Betrachter</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>Achsen</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Axes</source>
        <translation>&amp;Achsen</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>A&amp;ufbau</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Incoming</name>
    <message>
        <source>Fetching the picture</source>
        <translation>Das Bild wird geholt</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Fetching %1</source>
        <translation>Von %1 holen</translation>
    </message>
    <message>
        <source>The picture cannot be written to the folder %1.</source>
        <translation>Das Bild lässt sich nicht in den Ordner %1 schreiben.</translation>
    </message>
</context>
<context>
    <name>gambade::gui::InputPanel</name>
    <message>
        <source>Elevation</source>
        <translation>Höhenwinkel</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>Bildwinkel</translation>
    </message>
    <message>
        <source>The picture; its background is dimmed</source>
        <translation>Das Bild; sein Hintergrund ist abgeblendet</translation>
    </message>
    <message>
        <source>How far above the horizon the camera was: 0° level, 30° looking down a little</source>
        <translation>Wie weit die Kamera über dem Horizont war: 0° waagerecht, 30° ein wenig von oben</translation>
    </message>
    <message>
        <source>Vertical field of view of the photo</source>
        <translation>Senkrechter Bildwinkel des Fotos</translation>
    </message>
    <message>
        <source>Camera of the picture</source>
        <translation>Kamera des Bildes</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Which object of the picture</source>
        <translation>Welcher Gegenstand des Bildes</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>The largest</source>
        <translation>Der größte</translation>
    </message>
    <message>
        <source>No. %1 by size</source>
        <translation>Nr. %1 nach Größe</translation>
    </message>
    <message>
        <source>its background is transparent</source>
        <translation>mit durchsichtigem Hintergrund</translation>
    </message>
    <message>
        <source>cut out by %1</source>
        <translation>freigestellt durch %1</translation>
    </message>
    <message>
        <source>no object was found</source>
        <translation>kein Gegenstand gefunden</translation>
    </message>
</context>
<context>
    <name>gambade::gui::JobQueue</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>gambade::gui::MainWindow</name>
    <message>
        <source>Picture and queue</source>
        <translation>Bild und Warteschlange</translation>
    </message>
    <message>
        <source>Display and result</source>
        <translation>Darstellung und Ergebnis</translation>
    </message>
    <message>
        <source>The picture being worked on</source>
        <translation>Das Bild in Arbeit</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>Open pictures or splats</source>
        <translation>Bilder oder Splats öffnen</translation>
    </message>
    <message>
        <source>There is no picture to paste: copy one, or its file.</source>
        <translation>Es gibt kein Bild zum Einfügen: Erst eines oder seine Datei kopieren.</translation>
    </message>
    <message>
        <source>reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>%1[*] — Gambade</source>
        <translation>%1[*] — Gambade</translation>
    </message>
    <message>
        <source>Close Gambade?</source>
        <translation>Gambade schließen?</translation>
    </message>
    <message>
        <source>One result has not been exported.</source>
        <translation>Ein Ergebnis ist nicht exportiert.</translation>
    </message>
    <message>
        <source>%1 results have not been exported.</source>
        <translation>%1 Ergebnisse sind nicht exportiert.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Zuletzt &amp;geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Tidy</source>
        <translation>A&amp;ufräumen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Cancelled: nothing was saved</source>
        <translation>Abgebrochen: Nichts wurde gespeichert</translation>
    </message>
    <message>
        <source>Model %1 is ready (%2)</source>
        <translation>Modell %1 ist bereit (%2)</translation>
    </message>
    <message>
        <source>Restore results?</source>
        <translation>Ergebnisse wiederherstellen?</translation>
    </message>
    <message>
        <source>When Gambade ended, one result was not exported.</source>
        <translation>Als Gambade endete, war ein Ergebnis nicht exportiert.</translation>
    </message>
    <message>
        <source>When Gambade ended, %1 results were not exported.</source>
        <translation>Als Gambade endete, waren %1 Ergebnisse nicht exportiert.</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>The diagnostics are in the clipboard, to be pasted into a report.</source>
        <translation>Die Diagnose ist in der Zwischenablage und kann in einen Bericht eingefügt werden.</translation>
    </message>
    <message>
        <source>What is not exported is lost.</source>
        <translation>Was nicht exportiert ist, geht verloren.</translation>
    </message>
    <message>
        <source>Remove from the queue?</source>
        <translation>Aus der Warteschlange entfernen?</translation>
    </message>
    <message>
        <source>A file is being written: wait for it, or cancel it, then close.</source>
        <translation>Eine Datei wird geschrieben: darauf warten oder abbrechen, dann schließen.</translation>
    </message>
    <message>
        <source>Editing</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Looking for floaters</source>
        <translation>Schwebende Splats suchen</translation>
    </message>
    <message>
        <source>Export cancelled</source>
        <translation>Export abgebrochen</translation>
    </message>
    <message>
        <source> compared</source>
        <translation> im Vergleich</translation>
    </message>
</context>
<context>
    <name>gambade::gui::MaskEditor</name>
    <message>
        <source>Mask editor</source>
        <translation>Maskeneditor</translation>
    </message>
    <message>
        <source>Drag to paint the object or to erase; Shift does the other of the two; wheel to zoom, Space and drag to move</source>
        <translation>Ziehen malt den Gegenstand oder löscht; Umschalt tut das jeweils andere; Mausrad zoomt, Leertaste und Ziehen verschiebt</translation>
    </message>
    <message>
        <source>mask reset</source>
        <translation>Maske zurücksetzen</translation>
    </message>
    <message>
        <source>erasing</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>painting</source>
        <translation>Malen</translation>
    </message>
</context>
<context>
    <name>gambade::gui::MaskPanel</name>
    <message>
        <source>Edit mask</source>
        <translation>Maske bearbeiten</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>Malen</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Radius of the mask brush in pixels</source>
        <translation>Radius des Maskenpinsels in Pixeln</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Paint what belongs to the object, erase what does not, then run again.</source>
        <translation>Malen, was zum Objekt gehört, löschen, was nicht dazugehört, dann erneut rechnen.</translation>
    </message>
    <message>
        <source>Wheel to zoom, Space and drag to move, F to fit.</source>
        <translation>Mausrad zoomt, Leertaste und Ziehen verschiebt, F passt ein.</translation>
    </message>
</context>
<context>
    <name>gambade::gui::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ModelDialog</name>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Use this model</source>
        <translation>Dieses Modell &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>&amp;Herunterladen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>What the model says of itself</source>
        <translation>Was das Modell über sich sagt</translation>
    </message>
    <message>
        <source>Progress of the model</source>
        <translation>Fortschritt des Modells</translation>
    </message>
    <message>
        <source>Drop a checkpoint (.pth) or a model (.safetensors) here. Models are kept in %1</source>
        <translation>Einen Checkpoint (.pth) oder ein Modell (.safetensors) hierher ziehen. Modelle liegen in %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Prüfen…</translation>
    </message>
    <message>
        <source>Stopped. What has arrived is kept: the next download goes on from there.</source>
        <translation>Angehalten. Was da ist, bleibt: Der nächste Download macht dort weiter.</translation>
    </message>
    <message>
        <source>%1 (in use)</source>
        <translation>%1 (in Gebrauch)</translation>
    </message>
    <message>
        <source>%1 (to download)</source>
        <translation>%1 (zum Herunterladen)</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lesen…</translation>
    </message>
    <message>
        <source>not said by the file</source>
        <translation>steht nicht in der Datei</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>%1 million parameters, %2 splats</source>
        <translation>%1 Millionen Parameter, %2 Splats</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>not said by its authors</source>
        <translation>von den Autoren nicht angegeben</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>of unknown size</source>
        <translation>von unbekannter Größe</translation>
    </message>
    <message>
        <source>Unverified: its authors publish no hash to check it by.</source>
        <translation>Ungeprüft: Die Autoren nennen keine Prüfsumme.</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Models (*.pth *.safetensors);;All files (*)</source>
        <translation>Modelle (*.pth *.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Another model is being imported: wait for it, or cancel it.</source>
        <translation>Gerade wird ein anderes Modell importiert: darauf warten oder abbrechen.</translation>
    </message>
    <message>
        <source>Imported as %1</source>
        <translation>Importiert als %1</translation>
    </message>
</context>
<context>
    <name>gambade::gui::PictureDialog</name>
    <message>
        <source>&amp;Transparent background</source>
        <translation>Durch&amp;sichtiger Hintergrund</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>Choose &amp;file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
</context>
<context>
    <name>gambade::gui::PictureExporter</name>
    <message>
        <source>Save picture of the view</source>
        <translation>Bild der Ansicht speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>Name of a new folder for the pictures</source>
        <translation>Name eines neuen Ordners für die Bilder</translation>
    </message>
    <message>
        <source>Export turntable</source>
        <translation>Drehvideo exportieren</translation>
    </message>
    <message>
        <source> turntable</source>
        <translation> Drehvideo</translation>
    </message>
    <message>
        <source>Folder (*)</source>
        <translation>Ordner (*)</translation>
    </message>
    <message>
        <source>Saving the picture</source>
        <translation>Das Bild wird gespeichert</translation>
    </message>
    <message>
        <source>Exporting the turntable</source>
        <translation>Das Drehvideo wird exportiert</translation>
    </message>
    <message>
        <source>A picture or turntable is being saved already: wait for it, or cancel it.</source>
        <translation>Ein Bild oder Drehvideo wird schon gespeichert: darauf warten oder abbrechen.</translation>
    </message>
    <message>
        <source>Save picture of the comparison</source>
        <translation>Bild des Vergleichs speichern</translation>
    </message>
</context>
<context>
    <name>gambade::gui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>&amp;Computing</source>
        <translation>&amp;Rechnen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>Grafikkarte (CUDA)</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>&amp;Drawing</source>
        <translation>&amp;Zeichnen</translation>
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
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>Language, computing and drawing change with the next start.</source>
        <translation>Sprache, Rechnen und Zeichnen ändern sich mit dem nächsten Start.</translation>
    </message>
    <message>
        <source>Ask before results that are not exported are lost</source>
        <translation>Fragen, bevor nicht exportierte Ergebnisse verloren gehen</translation>
    </message>
    <message>
        <source>Keep results on disk until exported, in case of a crash</source>
        <translation>Ergebnisse bis zum Export für einen Absturz aufheben</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ProgressBox</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>gambade::gui::QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ResultPanel</name>
    <message>
        <source>Facts about the result</source>
        <translation>Angaben zum Ergebnis</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Splats</source>
        <translation>Splats</translation>
    </message>
    <message>
        <source>Colour by direction</source>
        <translation>Farbe nach Richtung</translation>
    </message>
    <message>
        <source>degree %1</source>
        <translation>Grad %1</translation>
    </message>
    <message>
        <source>Elevation (estimated)</source>
        <translation>Höhenwinkel (geschätzt)</translation>
    </message>
    <message>
        <source>Elevation</source>
        <translation>Höhenwinkel</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>Bildwinkel</translation>
    </message>
    <message>
        <source>Match with the picture</source>
        <translation>Nähe zum Bild</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>PSNR of the result, seen from the picture&apos;s own camera: more is better</source>
        <translation>PSNR des Ergebnisses aus der Kamera des Bildes: mehr ist besser</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ShortcutSheet</name>
    <message>
        <source>Keys and mouse</source>
        <translation>Tasten und Maus</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>Look around</source>
        <translation>Umsehen</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>right drag</source>
        <translation>rechts ziehen</translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation>Umschalt + Ziehen</translation>
    </message>
    <message>
        <source>Zoom to the pointer</source>
        <translation>Zum Zeiger zoomen</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoomen</translation>
    </message>
    <message>
        <source>Ctrl + drag</source>
        <translation>Strg + Ziehen</translation>
    </message>
    <message>
        <source>Turn around a point</source>
        <translation>Um einen Punkt drehen</translation>
    </message>
    <message>
        <source>double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Look from a side</source>
        <translation>Von einer Seite sehen</translation>
    </message>
    <message>
        <source>click the view cube</source>
        <translation>Klick auf den Ansichtswürfel</translation>
    </message>
    <message>
        <source>Touchpad</source>
        <translation>Touchpad</translation>
    </message>
    <message>
        <source>two fingers</source>
        <translation>zwei Finger</translation>
    </message>
    <message>
        <source>Shift + two fingers</source>
        <translation>Umschalt + zwei Finger</translation>
    </message>
    <message>
        <source>pinch</source>
        <translation>zwei Finger spreizen</translation>
    </message>
    <message>
        <source>Ctrl + two fingers</source>
        <translation>Strg + zwei Finger</translation>
    </message>
    <message>
        <source>Keys in the 3D view</source>
        <translation>Tasten in der 3D-Ansicht</translation>
    </message>
    <message>
        <source>Shift + arrow keys</source>
        <translation>Umschalt + Pfeiltasten</translation>
    </message>
    <message>
        <source>Fly, with Shift fast</source>
        <translation>Fliegen, mit Umschalt schnell</translation>
    </message>
    <message>
        <source>In the mask and the comparison</source>
        <translation>In der Maske und im Vergleich</translation>
    </message>
    <message>
        <source>middle drag</source>
        <translation>mittlere Taste ziehen</translation>
    </message>
    <message>
        <source>Space + drag</source>
        <translation>Leertaste + Ziehen</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>While selecting</source>
        <translation>Beim Auswählen</translation>
    </message>
    <message>
        <source>Add to the selection</source>
        <translation>Zur Auswahl hinzufügen</translation>
    </message>
    <message>
        <source>Take away from it</source>
        <translation>Davon wegnehmen</translation>
    </message>
    <message>
        <source>Alt + drag</source>
        <translation>Alt + Ziehen</translation>
    </message>
    <message>
        <source>Put the tool away</source>
        <translation>Werkzeug weglegen</translation>
    </message>
</context>
<context>
    <name>gambade::gui::SizeChooser</name>
    <message>
        <source>Width in pixels</source>
        <translation>Breite in Pixeln</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>Höhe in Pixeln</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>As the view</source>
        <translation>Wie die Ansicht</translation>
    </message>
    <message>
        <source>Square, 1024</source>
        <translation>Quadrat, 1024</translation>
    </message>
    <message>
        <source>Full HD</source>
        <translation>Full HD</translation>
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
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Open pictures or splat files</source>
        <translation>Bilder oder Splat-Dateien öffnen</translation>
    </message>
    <message>
        <source>Drop a picture of an object here</source>
        <translation>Ein Bild eines Gegenstands hierher ziehen</translation>
    </message>
    <message>
        <source>It becomes a 3D model that you can turn and export.</source>
        <translation>Daraus wird ein 3D-Modell, das sich drehen und exportieren lässt.</translation>
    </message>
    <message>
        <source>Example: %1</source>
        <translation>Beispiel: %1</translation>
    </message>
    <message>
        <source>Or try one of these:</source>
        <translation>Oder eines von diesen probieren:</translation>
    </message>
    <message>
        <source>Opened recently:</source>
        <translation>Zuletzt geöffnet:</translation>
    </message>
    <message>
        <source>Or paste a picture, or drag one from a browser.
Or open splats: PLY, SPZ, SOG, glTF, .splat</source>
        <translation>Oder ein Bild einfügen oder aus dem Browser ziehen.
Oder Splats öffnen: PLY, SPZ, SOG, glTF, .splat</translation>
    </message>
</context>
<context>
    <name>gambade::gui::StatusPanel</name>
    <message>
        <source>%1 splats</source>
        <translation>%1 Splats</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop this one (Esc)</source>
        <translation>Diesen anhalten (Esc)</translation>
    </message>
    <message>
        <source>%1: waiting</source>
        <translation>%1: wartet</translation>
    </message>
    <message>
        <source>%1 fps  ·</source>
        <translation>%1 B/s  ·</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Tidy</name>
    <message>
        <source>crop</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>deletion</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>No splat is hidden: raise &quot;Hide below opacity&quot; first</source>
        <translation>Kein Splat ist verborgen: zuerst „Ausblenden unter Deckkraft“ erhöhen</translation>
    </message>
    <message>
        <source>No floaters were found</source>
        <translation>Keine schwebenden Splats gefunden</translation>
    </message>
</context>
<context>
    <name>gambade::gui::TidyPanel</name>
    <message>
        <source>Box</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Sphere</source>
        <translation>Kugel</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Floaters</source>
        <translation>Schweber</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgenes</translation>
    </message>
    <message>
        <source>Crop box</source>
        <translation>Quader</translation>
    </message>
    <message>
        <source>Radius of the selection brush in pixels</source>
        <translation>Radius des Auswahlpinsels in Pixeln</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>%1 of %2 selected</source>
        <translation>%1 von %2 ausgewählt</translation>
    </message>
    <message>
        <source>Drag to select; with Shift to add, with Ctrl to take away. Alt and drag looks around, Esc ends it.</source>
        <translation>Ziehen wählt aus; mit Umschalt kommt etwas dazu, mit Strg fällt etwas weg. Mit Alt gezogen dreht sich die Ansicht, Esc beendet.</translation>
    </message>
</context>
<context>
    <name>gambade::gui::TurntableDialog</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> Bilder/s</translation>
    </message>
    <message>
        <source>&amp;Transparent background</source>
        <translation>Durch&amp;sichtiger Hintergrund</translation>
    </message>
    <message>
        <source>Export turntable</source>
        <translation>Drehvideo exportieren</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>Videos need the program ffmpeg, which is not installed here.</source>
        <translation>Videos brauchen das Programm ffmpeg, das hier nicht installiert ist.</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;Time for a turn</source>
        <translation>&amp;Zeit für eine Drehung</translation>
    </message>
    <message>
        <source>F&amp;rame rate</source>
        <translation>&amp;Bildrate</translation>
    </message>
    <message>
        <source>Choose &amp;file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ViewCube</name>
    <message>
        <source>Front</source>
        <translation>Vorn</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Hinten</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>View cube</source>
        <translation>Ansichtswürfel</translation>
    </message>
    <message>
        <source>Click a side to look from there; the keys 1, 3 and 7 do the same, with Ctrl from the other side</source>
        <translation>Ein Klick auf eine Seite zeigt sie; die Tasten 1, 3 und 7 tun dasselbe, mit Strg von der Gegenseite</translation>
    </message>
    <message>
        <source>Click a side, an edge or a corner to look from there; drag to look around</source>
        <translation>Ein Klick auf Seite, Kante oder Ecke zeigt die Ansicht von dort; Ziehen dreht</translation>
    </message>
</context>
<context>
    <name>gambade::gui::ViewHint</name>
    <message>
        <source>Drag to look around  ·  wheel to zoom  ·  ? for all keys</source>
        <translation>Ziehen dreht  ·  Mausrad zoomt  ·  ? zeigt alle Tasten</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Viewport</name>
    <message>
        <source>3D view</source>
        <translation>3D-Ansicht</translation>
    </message>
    <message>
        <source>Drag to look around, Shift and drag to move, wheel to zoom; the arrow keys turn, W A S D fly</source>
        <translation>Ziehen dreht, Umschalt und Ziehen verschiebt, das Mausrad zoomt; die Pfeiltasten drehen, W A S D fliegt</translation>
    </message>
</context>
<context>
    <name>gambade::gui::Worker</name>
    <message>
        <source>There is not enough memory: close other programs or use a smaller picture.</source>
        <translation>Der Speicher reicht nicht: andere Programme schließen oder ein kleineres Bild nehmen.</translation>
    </message>
    <message>
        <source>Unexpected failure: %1</source>
        <translation>Unerwarteter Fehler: %1</translation>
    </message>
</context>
</TS>
