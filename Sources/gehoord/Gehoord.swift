// SPDX-License-Identifier: EUPL-1.2
import Correspondence
import Filing
import Foundation
import Groundwork
import Mailbox

@main struct Gehoord {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        let words = Array(CommandLine.arguments.dropFirst())
        exit(await obey(words).rawValue)
    }

    /// Runs a subcommand, and words whatever goes wrong: on standard error, with the exit code of its kind.
    static func obey(_ words: [String]) async -> ExitCode {
        guard let name = words.first, !["-h", "--help"].contains(name), words != ["help"] else {
            Output.write(Command.overview)
            return words.isEmpty ? .wrongUse : .well
        }
        let asked = name == "help" ? words[1] : name
        guard let command = Command.all.first(where: { $0.name == asked }) else {
            let near = nearestName(to: asked, among: Command.all.map(\.name)).map { " Did you mean `\($0)`?" } ?? ""
            Output.complain("gehoord: unknown subcommand `\(asked)`.\(near) `gehoord help` lists them.")
            return .wrongUse
        }
        if name == "help" || words.contains("--help") || words.contains("-h") {
            Output.write(command.fullHelp + "\n")
            return .well
        }
        do {
            return try await command.run(try Arguments(Array(words.dropFirst()), of: command.name, command.grammar))
        } catch let problems as Problems {
            for problem in problems.all { Output.complain(problem.line) }
            return problems.all.contains { $0.severity == .error } ? problems.exitCode : .well
        } catch let problem as Problem {
            Output.complain(problem.line)
            return .wrongUse
        } catch let problem as ArchiveProblem {
            Output.complain(problem.wording.line)
            return .workFailed
        } catch let refused as Importer.Refused {
            for problem in refused.problems { Output.complain(problem.line) }
            return .workFailed
        } catch let problems as TemplateProblems {
            for problem in problems.problems { Output.complain(problem.line) }
            return .wrongUse
        } catch {
            Output.complain("gehoord: \(error)")
            return .workFailed
        }
    }
}

/// Several problems that end a command together.
struct Problems: Error {
    let all: [Problem]
    var exitCode = ExitCode.wrongUse
}

extension Problem {
    /// The problem as a line of output, with its severity in front.
    var line: String { "\(severity == .error ? "error" : "warning"): \(description)" }
}

/// Standard output and standard error of the commands.
enum Output {
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
    static func line(_ text: String) { write(text + "\n") }
    static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
