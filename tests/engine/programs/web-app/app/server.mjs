import { createServer } from "node:http";

createServer((_, response) => response.end("open\n")).listen(Number(process.env.PORT ?? 8080));
