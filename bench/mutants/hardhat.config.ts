/** The project's own configuration, on a chain that takes contracts as large as they are without the optimiser. */
import config from "../../hardhat.config.ts";

const { nova } = config.networks!;

export default { ...config, networks: { ...config.networks, nova: { ...nova, allowUnlimitedContractSize: true } } };
