// SPDX-License-Identifier: EUPL-1.2
struct Fuzzer { let seed: UInt64; func run(seconds: Double) throws -> Bool { true } }
