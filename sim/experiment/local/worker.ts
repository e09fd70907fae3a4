/**
 * A worker process: does the runs that it is told, one after another, until its leader is gone. Loads only what a run
 * needs, from compiled code where an earlier worker has left some: after its first run it leaves what that has compiled.
 */
import { enableCompileCache, flushCompileCache } from "node:module";

enableCompileCache();
const { serve } = await import("./serve.ts");
serve(flushCompileCache);
