// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IEngine} from "../interfaces/IEngine.sol";

/**
 * @title IPFS content identifiers, version 0, of files that fit in one block
 * @notice Such a CID is `0x1220` (sha2-256, 32 bytes) and the digest of the file's block, so that its digest says it all.
 * Source: protocol section 5, "Identifiers"; the block is a UnixFS file node in a DAG-PB node.
 */
library Cid {
    /// @notice Most bytes that are put in one block.
    uint256 internal constant MAX_CONTENT_LENGTH = 65_536;

    bytes2 private constant SHA2_256 = 0x1220;
    uint256 private constant LENGTH = 34;

    /// @notice The digest in the CID of a content.
    function digestOf(bytes calldata content) internal pure returns (bytes32) {
        if (content.length > MAX_CONTENT_LENGTH) revert IEngine.ContentTooLong(content.length, MAX_CONTENT_LENGTH);
        bytes memory length = varint(content.length);
        // IPFS omits the data field of an empty file.
        bytes memory data = content.length == 0 ? bytes("") : bytes.concat(hex"12", length, content);
        bytes memory file = bytes.concat(hex"0802", data, hex"18", length);
        return sha256(bytes.concat(hex"0a", varint(file.length), file));
    }

    /// @notice The CID with a given digest.
    function fromDigest(bytes32 digest) internal pure returns (bytes memory) {
        return bytes.concat(SHA2_256, digest);
    }

    /// @notice Whether the bytes are a CID as {fromDigest} makes it, and of which digest.
    function toDigest(bytes calldata cid) internal pure returns (bool isCid, bytes32 digest) {
        if (cid.length != LENGTH || bytes2(cid) != SHA2_256) return (false, 0);
        return (true, bytes32(cid[2:]));
    }

    /// @dev Protocol Buffers' integer: seven bits a byte, the low ones first. Enough for values below 2^21.
    function varint(uint256 value) private pure returns (bytes memory) {
        if (value < 1 << 7) return abi.encodePacked(uint8(value));
        if (value < 1 << 14) return abi.encodePacked(uint8(value | 0x80), uint8(value >> 7));
        return abi.encodePacked(uint8(value | 0x80), uint8((value >> 7) | 0x80), uint8(value >> 14));
    }
}
