// NODE_PATH=… node validate_gltf.cjs FILE: what the Khronos validator has to say about a .glb, as a
// JSON list of {code, severity (0: error), pointer}.
const fs = require("fs");
const validator = require("gltf-validator");

validator.validateBytes(new Uint8Array(fs.readFileSync(process.argv[2])), { maxIssues: 0 })
    .then((report) => console.log(JSON.stringify(report.issues.messages)));
