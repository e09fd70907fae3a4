import { fileURLToPath } from "node:url";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import { defineConfig } from "hardhat/config";

/** Arbitrum Nova's chain id. Source: protocol section 1 (chains whose block number ArbSys tells). */
const NOVA_CHAIN_ID = 42170;

export default defineConfig({
  plugins: [hardhatEthers, hardhatMocha, hardhatNetworkHelpers],
  solidity: {
    version: "0.8.33",
    // The compiler comes from npm like every other dependency, so that no build downloads one.
    path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
    settings: { optimizer: { enabled: true, runs: 1_000 }, evmVersion: "cancun" },
  },
  paths: { tests: { mocha: "./test" } },
  test: { mocha: { timeout: 120_000 } },
  // Hardhat refuses to fork a chain whose hardforks it does not know.
  chainDescriptors: {
    [NOVA_CHAIN_ID]: { name: "Arbitrum Nova", chainType: "generic", hardforkHistory: { prague: { blockNumber: 0 } } },
  },
  networks: {
    nova: {
      type: "edr-simulated",
      chainType: "generic",
      chainId: NOVA_CHAIN_ID,
      hardfork: "prague",
      allowBlocksWithSameTimestamp: true,
      gasPrice: 10_000_000,
      initialBaseFeePerGas: 0,
      blockGasLimit: 1_000_000_000n,
      mining: { auto: true, mempool: { order: "fifo" } },
    },
  },
});
