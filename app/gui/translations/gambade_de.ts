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
        <source>no object found in %1</source>
        <translation>kein Gegenstand gefunden in %1</translation>
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
        <source>nothing stands out from its background; crop it around the object, or give a mask</source>
        <translation>nichts hebt sich vom Hintergrund ab; das Bild um den Gegenstand zuschneiden</translation>
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
        <source>%1 has no splats left: there is nothing to export</source>
        <translation>%1 hat keine Splats mehr: Es gibt nichts zu exportieren</translation>
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
