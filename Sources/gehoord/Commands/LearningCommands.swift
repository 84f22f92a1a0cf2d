// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Recognition

extension Command {
    static let train = Command(
        name: "train", summary: "makes the model that hears dissatisfaction from the training letters",
        usage: "train [--texts FOLDER] [--seed N] [--out FILE] | train --corrections [--config FILE] [--accept]",
        help: """
            Reads every file of letters in the folder, checks them, learns from them, and writes the model. The same letters and
            seed give the same file to the last byte. Prints what the model is worth on writers that it did not learn from.

              --texts FOLDER  the training letters (*.letters); default Sources/Recognition/Training
              --seed N        decides which writers are set apart together; default 1
              --out FILE      where the model goes; default Config/recognition/model

            With --corrections it learns instead from what staff answered (GEEN KLACHT, WEL KLACHT), where the office keeps that
            (privacy.learnFromCorrections), prints how many of them are heard rightly before and after, and writes the new
            model beside the present one, as `model.new`. The present one is never replaced unless asked.

              --config FILE   the configuration, whose store holds the corrections
              --model FILE    the present model; default the installed one
              --accept        puts the new model in the place of the present, which becomes `model.previous`; not a worse one

            example: gehoord train --corrections --config /etc/gehoord/gehoord.json5
            """,
        grammar: .init(
            flags: ["--corrections", "--accept"], values: ["--texts", "--seed", "--out", "--config", "--model"])
    ) { arguments in
        let seed = try number("--seed", arguments, of: "train")
        if arguments.has("--corrections") { return try CorrectionLesson(arguments, seed: seed).run() }
        if let other = ["--accept", "--config", "--model"].first(where: { arguments.has($0) || arguments[$0] != nil }) {
            throw Arguments.wrong("\(other) goes with --corrections only", "train")
        }
        let texts = try TrainingTexts(arguments)
        var settings = LearningSettings()
        if let seed { settings.seed = UInt64(seed) }
        let (model, figures) = Trainer(settings).train(texts.letters, texts: texts.bytes)
        let path = arguments["--out"] ?? "Config/recognition/model"
        let target = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(model.fileText.utf8).write(to: target, options: .atomic)
        Output.line(figures.account)
        Output.line("\(path): a model of \(texts.letters.count) letters, \(model.fileText.utf8.count / 1024) KiB")
        return .well
    }

    static let evaluate = Command(
        name: "evaluate", summary: "how well the learned hearing does on writers that it did not learn from",
        usage: "evaluate [--texts FOLDER] [--seed N] [--hands] [--ablation] [--curve] [--page [FILE]] [--config FILE]",
        help: """
            Cross-validation over writers: each letter is heard by a model that never saw a letter of its writer.

              --texts FOLDER  the training letters; default Sources/Recognition/Training
              --hands         sets apart everything of one hand (the letters before the - in their id) at a time
              --ablation      also without each kind of feature, and each part alone
              --curve         also with an eighth, a quarter and a half of the writers to learn from
              --page [FILE]   writes the page for the public in the form of the Algoritmeregister, with the figures of this
                              run; default algoritmeregister.html
              --config FILE   with --page: the configuration of the office that the page is of

            example: gehoord evaluate --curve
            """,
        grammar: .init(
            flags: ["--hands", "--ablation", "--curve", "--page"], values: ["--texts", "--seed", "--config"])
    ) { arguments in
        let texts = try TrainingTexts(arguments)
        var settings = LearningSettings()
        if let seed = try number("--seed", arguments, of: "evaluate") { settings.seed = UInt64(seed) }
        let hands = arguments.has("--hands")
        let figures = Trainer(settings).evaluate(texts.letters, byHand: hands)
        Output.line(figures.account)
        if arguments.has("--page") { try writePage(figures, arguments) }
        if arguments.has("--ablation") {
            Output.line(Figures.head)
            for (name, variant) in settings.variants {
                Output.line(Trainer(variant).evaluate(texts.letters, byHand: hands).row(name))
            }
        }
        if arguments.has("--curve") {
            Output.line(Figures.head)
            for part in LearningCurve(texts.letters, settings).steps() {
                Output.line(part.figures.row("\(part.writers) writers, \(part.letters) letters"))
            }
        }
        return .well
    }

    private static func writePage(_ figures: Figures, _ arguments: Arguments) throws {
        let source = try Installation.current().registerPage
        let office = try arguments["--config"].map { try Setup(config: $0).configuration.office }
        let page = try RegisterPage(
            figures, template: String(decoding: try Files.bytes(source), as: UTF8.self), named: source, office: office)
        let path = arguments.rest.first ?? "algoritmeregister.html"
        try Data(page.html.utf8).write(to: URL(filePath: path), options: .atomic)
        Output.line("\(path): the page for the public")
    }

    private static func number(_ option: String, _ arguments: Arguments, of command: String) throws(Problem) -> Int? {
        guard let text = arguments[option] else { return nil }
        guard let number = Int(text), number >= 0 else { throw Arguments.wrong("`\(text)` is no seed", command) }
        return number
    }
}

/// The training letters of a folder, in the order of their files' names.
struct TrainingTexts {
    private(set) var letters: [TrainingLetter] = []
    /// All files one after the other.
    private(set) var bytes: [UInt8] = []

    init(_ arguments: Arguments) throws {
        let folder = arguments["--texts"] ?? "Sources/Recognition/Training"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.hasSuffix(".letters")
        }.sorted()
        guard !names.isEmpty else {
            throw Problem(
                "There are no files of training letters", at: folder, now: "nothing was learned",
                remedy: "Name the folder with --texts, or run the command in a checkout of gehoord")
        }
        for name in names {
            let file = try Files.bytes(folder + "/" + name)
            bytes += file
            letters += try TrainingReader.letters(String(decoding: file, as: UTF8.self), named: name)
        }
        let check = TrainingCheck(letters)
        for line in check.account { Output.line(line) }
        for problem in check.problems { Output.complain(problem.line) }
    }
}

extension Figures {
    static let head =
        "                                   recall precision    F1  F1@.5   AUC  doubt  sentence AUC  themes  about"

    func row(_ name: String) -> String {
        let cells = [recall, precision, f1, f1AtHalf, area, doubt, sentenceArea, themes, about].map(Self.cell)
        return name.padding(toLength: 36, withPad: " ", startingAt: 0) + cells.joined(separator: "  ")
    }

    private static func cell(_ value: Double) -> String { String(format: "%.3f", value) }

    var account: String {
        """
        \(letters) letters by \(writers) writers; heard by models that did not know the writer:
          verdict   recall \(Self.cell(recall))  precision \(Self.cell(precision))  F1 \(Self.cell(f1))  (at one half \(Self.cell(f1AtHalf)))  AUC \(Self.cell(area))  doubt \(Self.cell(doubt))
          parts     sentences AUC \(Self.cell(sentenceArea)); the bag alone \(Self.cell(bagArea)); the lexicon alone \(Self.cell(lexiconArea))
          themes    mean Jaccard \(Self.cell(themes)) (rules alone \(Self.cell(ruleThemes)))
          about     \(Self.cell(about)) (rules alone \(Self.cell(ruleAbout)))
          employees \(Self.cell(employees)) of the complaints about the office (where one is named \(Self.cell(namedEmployees)); rules alone \(Self.cell(ruleEmployees)))
          kinds     recall \(Self.cell(kindsRecall))  precision \(Self.cell(kindsPrecision))
        """
    }
}
