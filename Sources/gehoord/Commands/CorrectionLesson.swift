// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Foundation
import Groundwork
import Recognition

/// `gehoord train --corrections`: what staff said against the model, learned beside it, and put in its place only when asked.
struct CorrectionLesson {
    private let model: String
    private let new: String
    private let accepts: Bool
    private let trainer: CorrectionTrainer
    private let letters: [CorrectedLetter]
    private let isKept: Bool

    init(_ arguments: Arguments, seed: Int?) throws {
        let setup = try Setup(config: arguments["--config"] ?? Installation.configurationFile)
        model = try arguments["--model"] ?? Installation.current().model
        new = arguments["--out"] ?? model + ".new"
        accepts = arguments.has("--accept")
        trainer = CorrectionTrainer(
            model: try Model(file: try Files.bytes(model), named: model), office: setup.configuration.recogniserOffice,
            seed: UInt64(seed ?? 1))
        isKept = setup.configuration.privacy.learnFromCorrections
        letters = try Archive(existing: setup.configuration.store).corrections.all().map {
            CorrectedLetter(
                text: $0.text, isComplaint: $0.isComplaint,
                writer: $0.person.map { "person \($0.number)" } ?? "message \($0.arrival.number)")
        }
    }

    func run() throws -> ExitCode {
        let complaints = letters.count(where: \.isComplaint)
        Output.line("\(letters.count) corrections: \(complaints) WEL KLACHT, \(letters.count - complaints) GEEN KLACHT")
        guard let (taught, figures) = trainer.learn(from: letters) else {
            Output.line(
                "Too few to learn from and to check: \(CorrectionTrainer.leastLetters) are needed, with "
                    + "\(CorrectionTrainer.leastOfEither) of either kind. No model was made.")
            if !isKept { Output.line("Corrections are not kept: privacy.learnFromCorrections is false.") }
            return .workFailed
        }
        Output.line("On corrections set apart (each fifth of the writers once), heard rightly as klacht or geen:")
        Output.line("  before  " + account(figures.before, of: figures.letters))
        Output.line("  after   " + account(figures.after, of: figures.letters))
        try write(Array(taught.fileText.utf8), to: new)
        guard accepts else {
            Output.line("\(new): the new model. \(model) is as it was; --accept puts the new one in its place.")
            return .well
        }
        guard figures.after.right >= figures.before.right else {
            Output.line("\(new): the new model, which does worse. It was not put in the place of \(model).")
            return .workFailed
        }
        try write(try Files.bytes(model), to: model + ".previous")
        try write(try Files.bytes(new), to: model)
        try FileManager.default.removeItem(atPath: new)
        Output.line("\(model): the new model, used from the next start. The one before it is \(model).previous")
        return .well
    }

    private func account(_ tally: CorrectionFigures.Tally, of count: Int) -> String {
        "\(String(format: "%5.1f", 100 * Double(tally.right) / Double(count))) %  (\(tally.right) of \(count); doubt \(tally.doubt))"
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        do { try Data(bytes).write(to: URL(filePath: path), options: .atomic) } catch {
            throw Problem(
                "The model cannot be written: \(error.localizedDescription)", at: path,
                now: "The model in use is as it was", remedy: "Name a folder that can be written with --out and --model"
            )
        }
    }
}
