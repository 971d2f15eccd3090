// The components as they are compiled; the schema is inferred from index.ts beside this file.
"use strict";

module.exports = require("../../../components/dist/index.js");
