/**
 * A worker process: does the runs that it is told, one after another, until its leader is gone. Loads only what a run
 * needs, from compiled code where an earlier worker has left some.
 */
import { enableCompileCache, flushCompileCache } from "node:module";

enableCompileCache();
const { serve } = await import("./serve.ts");
flushCompileCache();
serve();
