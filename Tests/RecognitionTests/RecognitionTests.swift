// SPDX-License-Identifier: EUPL-1.2
import Message
import Recognition
import Testing

/// The letters of `Letters/letters.txt`, heard.
struct LetterTests {
    @Test(arguments: Letter.firm(.complaint)) func `a clear complaint is never missed`(_ letter: Letter) {
        let verdict = Recogniser(office: ombudsman).hear(letter.message)
        #expect(verdict.dissatisfaction != .none, "score \(verdict.score), cues \(verdict.cues)")
    }

    @Test(arguments: Letter.firm(.none)) func `a clear letter without discontent is not called a complaint`(
        _ letter: Letter
    ) {
        let verdict = Recogniser(office: ombudsman).hear(letter.message)
        #expect(verdict.dissatisfaction != .complaint, "score \(verdict.score), cues \(verdict.cues)")
    }

    @Test(arguments: Letter.firm(.open)) func `a letter in a language that we do not know gets a look`(
        _ letter: Letter
    ) {
        #expect(Recogniser(office: ombudsman).hear(letter.message).dissatisfaction != .none)
    }

    @Test func `nine letters in ten are heard rightly, and few are sent to doubt`() {
        let letters = Letter.all.filter { $0.expected != .open }
        let verdicts = letters.map { Recogniser(office: ombudsman).hear($0.message).dissatisfaction }
        let right = zip(letters, verdicts).count { letter, heard in
            (heard != .none) == (letter.expected == .complaint)
        }
        #expect(letters.count >= 80)
        #expect(right * 10 >= letters.count * 9, "\(right) of \(letters.count)")
        #expect(verdicts.count { $0 == .doubt } * 100 <= letters.count * 12)
    }

    @Test func `most themes and addressees are heard as a reader hears them`() {
        let letters = Letter.all.filter { !$0.themes.isEmpty || $0.about != nil }
        let verdicts = letters.map { Recogniser(office: ombudsman).hear($0.message) }
        let themed = zip(letters, verdicts).count { letter, verdict in
            letter.themes.isEmpty || verdict.themes.contains { letter.themes.contains($0.rawValue) }
        }
        let addressed = zip(letters, verdicts).count { letter, verdict in
            letter.about == nil || letter.about == verdict.about
        }
        #expect(themed * 10 >= letters.count * 8, "\(themed) of \(letters.count)")
        #expect(addressed * 10 >= letters.count * 8, "\(addressed) of \(letters.count)")
    }
}
