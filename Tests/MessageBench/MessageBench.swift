// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// Measures reading: `speed FOLDER [ROUNDS]`, `corpus FOLDER [COUNT]`, `fuzz SECONDS [SEED]`.
@main
struct MessageBench {
    static func main() throws {
        let words = Array(CommandLine.arguments.dropFirst())
        switch words.first {
        case "speed" where words.count >= 2:
            try Speed.measure(folder: words[1], rounds: words.count > 2 ? Int(words[2]) ?? 5 : 5)
        case "corpus" where words.count >= 2:
            try Corpus.write(to: words[1], count: words.count > 2 ? Int(words[2]) ?? 2_000 : 2_000)
        case "fuzz" where words.count >= 2:
            let seed = words.count > 2 ? UInt64(words[2]) ?? 1 : 1
            var fuzzer = try Fuzzer(seed: seed)
            exit(try Fuzzer.readHostile() && fuzzer.run(seconds: Double(words[1]) ?? 60) ? 0 : 1)
        default:
            print("message-bench speed FOLDER [ROUNDS] | corpus FOLDER [COUNT] | fuzz SECONDS [SEED]")
            exit(2)
        }
    }
}
