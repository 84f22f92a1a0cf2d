// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Message
import TestSupport
import Testing

@testable import Recognition

/// The model that is shipped.
let shipped: Model? = try? Model(
    file: Array(Data(contentsOf: checkout.appending(path: "Config/recognition/model"))), named: "model")

struct ExactMathTests {
    @Test(arguments: [-700.0, -20, -1, -0.3, 0, 1e-9, 0.5, 1, 3.7, 100, 700])
    func `powers and logarithms agree with the library`(_ x: Double) {
        #expect(abs(ExactMath.exp(x) / Foundation.exp(x) - 1) < 1e-13)
        #expect(abs(ExactMath.log(Foundation.exp(x)) - x) < 1e-11)
        #expect(abs(ExactMath.softPlus(x) - (x > 30 ? x : log1p(Foundation.exp(x)))) < 1e-11)
        #expect(abs(ExactMath.sigmoid(x) - 1 / (1 + Foundation.exp(-x))) < 1e-13)
    }
}

struct LearningTests {
    /// A toy task: whoever waits in vain is dissatisfied, whoever thanks is not.
    private static let toy: [TrainingLetter] = {
        let complaints = [
            "Ik wacht nog steeds op antwoord", "Niemand belt mij terug", "Weer bleef het wekenlang stil",
            "Alweer niets gehoord",
        ]
        let others = [
            "Dank voor het snelle antwoord", "Tot donderdag om tien uur", "Kan ik de afspraak verzetten",
            "Prima geholpen vandaag",
        ]
        return (0..<80).flatMap { i in
            let isComplaint = i % 2 == 0
            let sentence = (isComplaint ? complaints : others)[i / 2 % 4]
            let text = """
                == t-\(i) \(isComplaint ? "klacht" : "geen")
                writer: t-\(i / 8)
                office: ombudsman
                \(isComplaint ? "about: extern\nthemes: geen-reactie\n" : "")subject: bericht \(i)
                . Goedemiddag, dit gaat over dossier \(i).
                \(isComplaint ? "+" : ".") \(sentence) over zaak \(i).
                """
            return (try? TrainingReader.letters(text, named: "toy")) ?? []
        }
    }()

    @Test func `the same letters and seed give the same model to the last byte, and it learns`() {
        let (first, figures) = Trainer().train(Self.toy, texts: [1])
        let (second, _) = Trainer().train(Self.toy, texts: [1])
        #expect(first.fileText == second.fileText)
        #expect(figures.area > 0.95 && figures.recall > 0.95)
        let recogniser = Recogniser(office: ombudsman, model: first)
        var message = Message()
        message.newText = "Goedemiddag. Niemand belt mij terug over zaak 900."
        #expect(recogniser.hear(message).dissatisfaction == .complaint)
        message.newText = "Goedemiddag. Kan ik de afspraak verzetten over zaak 900."
        #expect(recogniser.hear(message).dissatisfaction == .none)
    }

    @Test func `no writer is learned from and tested on at once`() {
        let folds = Folds(Self.toy, count: 3, seed: 5)
        var foldOf: [String: Int] = [:]
        for (letter, fold) in zip(Self.toy, folds.of) {
            #expect(foldOf.updateValue(fold, forKey: letter.writer) ?? fold == fold)
        }
        #expect(Set(folds.of) == [0, 1, 2])
    }

    @Test func `the area under the curve counts the pairs in order`() {
        #expect(Figures.area([0.1, 0.9], [false, true]) == 1)
        #expect(Figures.area([0.9, 0.1], [false, true]) == 0)
        #expect(Figures.area([0.5, 0.5, 0.5], [false, true, true]) == 0.5)
        #expect(Figures.area([0.1, 0.2, 0.3, 0.4], [false, true, false, true]) == 0.75)
    }
}

struct ModelTests {
    @Test func `a model survives its file`() throws {
        let model = try #require(shipped)
        #expect(try Model(file: Array(model.fileText.utf8), named: "copy") == model)
    }

    @Test(arguments: ["", "gehoord-model 9\n", "gehoord-model 1\nseed x\n"]) func `a damaged model is refused`(
        _ text: String
    ) {
        let problem = #expect(throws: Problem.self) { try Model(file: Array(text.utf8), named: "m") }
        #expect(problem?.consequence == "The model is not used")
    }

    @Test func `a model that was cut off is refused`() throws {
        let bytes = Array((try #require(shipped)).fileText.utf8)
        #expect(throws: Problem.self) { try Model(file: Array(bytes.prefix(bytes.count * 2 / 3)), named: "m") }
        #expect(throws: Problem.self) { try Model(file: bytes + Array("x".utf8), named: "m") }
    }

    @Test func `the shipped model knows the texts that it was made of`() throws {
        let model = try #require(shipped)
        let folder = checkout.appending(path: "Sources/Recognition/Training")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".letters") }
            .sorted()
        let texts = try names.flatMap { Array(try Data(contentsOf: folder.appending(path: $0))) }
        #expect(model.origin.texts == hex(SHA256.hash(texts)), "train anew with `gehoord train`")
    }

    private func hear(_ text: String, _ subject: String = "") throws -> Verdict {
        var message = Message()
        (message.subject, message.newText) = (subject, text)
        let model = try #require(shipped)
        return Recogniser(office: ombudsman, model: model).hear(message)
    }

    @Test(arguments: [
        "Drie maanden geleden heb ik u geschreven. Ik heb daar nooit meer iets op gehoord.",
        "Er is mij beloofd dat iemand maandag zou bellen. Het is nu vrijdag en er heeft niemand gebeld.",
        "Elke keer als ik de gemeente bel moet ik mijn hele verhaal opnieuw vertellen en dan word ik weer doorverbonden.",
    ]) func `dissatisfaction is heard without the word`(_ text: String) throws {
        let verdict = try hear(text)
        #expect(verdict.dissatisfaction != .none, "\(verdict.score)")
        #expect(verdict.cues.contains { $0.weight > 0 && text.contains($0.phrase) })
        #expect(!verdict.themes.isEmpty && verdict.about != nil)
    }

    @Test(arguments: [
        "Hartelijk dank voor het prettige gesprek van gisteren, ik ben goed geholpen.",
        "Hierbij stuur ik u de gevraagde stukken toe. Mocht u nog iets nodig hebben, dan hoor ik het graag.",
    ]) func `a letter without discontent is not called a complaint`(_ text: String) throws {
        let verdict = try hear(text)
        #expect(verdict.dissatisfaction != .complaint, "\(verdict.score)")
    }

    @Test(arguments: ["", "x", "ok", "test", "tot morgen"]) func `a word or two say nothing`(_ text: String) throws {
        #expect(try hear(text).dissatisfaction == .none)
    }

    @Test(arguments: [
        "Ik wil een klacht indienen over de gemeente.", "Hierbij dien ik een klacht in over uw medewerker.",
    ])
    func `who says that it is a complaint is never passed over`(_ text: String) throws {
        #expect(try hear(text).dissatisfaction != .none)
    }

    @Test(arguments: ["a", "\n", "?", "é", "ik wacht al weken. ", "\"aan\" ", "NEE! "])
    func `a megabyte is heard, whatever it holds`(_ piece: String) throws {
        let verdict = try hear(String(repeating: piece, count: 1_000_000 / piece.utf8.count))
        #expect(verdict.score.isFinite && verdict.cues.count <= 12 && verdict.themes.count <= 3)
    }

    @Test func `who is greeted is not the one complained about when the letter names another`() throws {
        let text = """
            Geachte mevrouw Postma,

            Uw medewerker de heer Wiersma beloofde mij te bellen en heeft dat niet gedaan. Toen ik belde, hing hij op. Ik voel mij
            niet serieus genomen door uw bureau.
            """
        var message = Message()
        message.newText = text
        let office = Recogniser.Office(names: ["ombudsman"], hearsAboutOthers: true, staff: ["Anna Postma"])
        let model = try #require(shipped)
        let verdict = Recogniser(office: office, model: model).hear(message)
        #expect(verdict.dissatisfaction == .complaint)
        #expect(verdict.employees == ["de heer Wiersma"])
    }

    @Test func `what is concluded is explained in the citizen's own words`() throws {
        let text = """
            Uw medewerker mevrouw Bos was onbeschoft tegen mij aan de telefoon. Drie brieven heb ik u gestuurd en nooit kreeg ik \
            antwoord van u. Ik maak ook bezwaar tegen uw besluit. Morgen worden wij uit huis gezet.
            """
        let verdict = try hear(text)
        let reasons = Dictionary(grouping: verdict.reasons, by: \.conclusion)
        #expect(reasons["bezwaar"]?.map(\.phrase) == ["maak ook bezwaar"])
        #expect(verdict.employees == ["mevrouw Bos"])
        #expect(reasons["mevrouw Bos"]?.first?.phrase.hasPrefix("Uw medewerker mevrouw Bos was onbeschoft") == true)
        #expect(verdict.themes.contains(.noReply) && verdict.themes.allSatisfy { reasons[$0.rawValue]?.count == 1 })
        #expect(reasons["geen-reactie"]?.first?.phrase.contains("nooit kreeg ik antwoord") == true)
        #expect(verdict.urgency == ["Morgen worden wij uit huis gezet"])
    }

    @Test func `features are the same each time, and another order of words is another row`() throws {
        func row(_ text: String) throws -> [FeatureVector.Feature] {
            let sentences = SentenceSplitter.sentences(of: text)
            let (evidence, balance) = Scorer().weigh(sentences)
            let letter = LetterEvidence(sentences: evidence, subjectCount: 0, language: "nl", balance: balance)
            let reader = FeatureReader(groups: .all)
            return reader.features(of: 0, in: letter, sentences.map(reader.tokens)).features
        }
        let first = try row("Ik wacht niet langer.")
        let (again, other) = (try row("Ik wacht niet langer."), try row("Langer wacht ik niet."))
        #expect(again == first && other != first)
        #expect(first.allSatisfy { $0.value.isFinite })
    }
}
