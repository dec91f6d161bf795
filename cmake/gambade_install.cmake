# What is installed, and the Debian package made of it (cpack).

include(GNUInstallDirs)

install(TARGETS gambade RUNTIME)
install(FILES assets/models/gambade-base.safetensors
    DESTINATION ${CMAKE_INSTALL_DATADIR}/gambade/models)
# Fetched at set-up where there is a network; without it backgrounds are removed by GrabCut.
install(FILES ${CMAKE_BINARY_DIR}/models/u2netp.onnx
    DESTINATION ${CMAKE_INSTALL_DATADIR}/gambade/models OPTIONAL)
install(FILES assets/examples/rocket.png assets/examples/mushroom.png assets/examples/teacup.jpg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/gambade/examples)
install(FILES assets/desktop/copyright assets/models/CREDITS.md
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/gambade)

if(TARGET gambade-studio)
    install(TARGETS gambade-studio RUNTIME)
    install(FILES assets/desktop/gambade.desktop
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES assets/desktop/local.gambade.Gambade.metainfo.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES assets/desktop/gambade-mime.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME gambade.xml)
    install(FILES assets/icons/gambade.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME gambade)
set(CPACK_PACKAGE_CONTACT "The Gambade developers <gambade@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "turn one picture of an object into 3D Gaussian splats")
set(CPACK_PACKAGE_DESCRIPTION "A neural network predicts the splats from a single picture, on this \
computer and\nwithout a network connection. A window to look around the result and a command line.")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/package)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# libepoxy loads it when OpenGL is first used, and ends the program where it is not there.
set(CPACK_DEBIAN_PACKAGE_DEPENDS libgl1)
# Not seen by shlibdeps, as they are loaded at run time: OpenGL drivers (without them the processor
# draws), Qt's Wayland platform, the program that makes videos, a font for Chinese, Qt's own texts,
# what downloads are checked with.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "libgl1-mesa-dri, qt6-wayland, ffmpeg, fonts-noto-cjk, qt6-translations-l10n, ca-certificates")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
