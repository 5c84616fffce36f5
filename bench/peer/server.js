// The production build behind Express, as React Router's own server has it, but for compression and
// a line in the log for each request, which what it is measured beside does without as well.
import { createRequestHandler } from "@react-router/express";
import express from "express";
import { fileURLToPath } from "node:url";

const assets = fileURLToPath(new URL("build/client/assets", import.meta.url));
const app = express();
app.disable("x-powered-by");
app.use("/assets", express.static(assets, { immutable: true, maxAge: "1y" }));
app.use(createRequestHandler({ build: await import("./build/server/index.js") }));
app.listen(Number(process.argv[2]), "localhost");
