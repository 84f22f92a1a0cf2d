// SPDX-License-Identifier: EUPL-1.2

/// Tells the language of a text by its script and its small words.
enum Language {
    /// Small words that occur often in one language and seldom in the others.
    private static let smallWords: KeyValuePairs<String, String> = [
        "nl": """
        de het een en van ik niet is dat te in voor met zijn op aan er maar om mijn u uw wij ze bij ook naar nog wel geen heb heeft \
        dit deze door over als dan wat kan zou werd wordt worden moet meer al hij haar hun ons jullie je graag geachte groet mij
        """,
        "en": """
        the and of to a i is that it for you was on are with as have not this be at by from or but my your they we an which has had \
        been will would there their can please dear regards
        """,
        "de": """
        der die das und ich nicht ist zu den mit von auf ein eine es sie wir fur im dem des sich auch als bei nach noch aber mir mich \
        ihre ihr habe haben wurde sehr geehrte bitte kein keine uber
        """,
        "fr": """
        le la les des et je ne pas est que une un du pour dans sur avec vous nous il elle mais par plus au aux ce cette ma mon mes \
        votre vos sont ete suis depuis bonjour merci monsieur madame
        """,
        "fy":
            "ik it en fan de is yn net dat te mei foar op ha haw hat myn jo jim jimme oer mar ek noch by sil soe wurdt wurde gjin wer doe ús us hja",
        "pap":
            "mi ta di no bo e na un tin pa ku nan por a con kon pero esaki danki masha kier kico kiko nos mester bon aki algun hasi dia",
        "tr":
            "ve bir bu icin ben degil cok var yok ile ama daha ne sizin benim olarak kadar gibi da merhaba tesekkur sayin lutfen bana hala",
        "pl":
            "nie i w na jest to sie ze z do jak mam ale od po dla przez juz tak czy prosze moje dzien dobry mnie bardzo panstwo pan pani",
    ]
    /// For each small word a bit for every language that has it.
    private static let languages = {
        var table = FlatTable()
        for (place, language) in smallWords.enumerated() {
            for word in language.value.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let hash = WordHash.of(word)
                table.set(hash, to: (table[hash] ?? 0) | 1 << place)
            }
        }
        return table
    }()

    /// ISO 639-1 (Papiamentu: 639-2 `pap`); Dutch when nothing tells.
    static func of(_ sentences: [Sentence]) -> String {
        var (words, arabic) = (0, 0)
        var counts = [Int](repeating: 0, count: smallWords.count)
        for word in sentences.lazy.flatMap(\.words) {
            words += 1
            if let first = word.text.unicodeScalars.first, (0x600...0x6ff).contains(first.value) { arabic += 1 }
            guard var bits = languages[word.hash] else { continue }
            while bits != 0 {
                counts[bits.trailingZeroBitCount] += 1
                bits &= bits - 1
            }
        }
        if arabic * 2 > words { return "ar" }
        let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        // A few foreign words do not make a Dutch letter foreign.
        return counts[best] >= 3 && Double(counts[best]) > Double(counts[0]) * 1.25 ? smallWords[best].key : "nl"
    }
}
