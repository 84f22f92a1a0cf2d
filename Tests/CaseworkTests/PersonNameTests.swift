// SPDX-License-Identifier: EUPL-1.2
import Casework
import Testing

struct PersonNameTests {
    struct Pair: CustomTestStringConvertible {
        let a, b: String
        init(_ a: String, _ b: String) { (self.a, self.b) = (a, b) }
        var testDescription: String { "\(a) / \(b)" }
    }

    @Test(arguments: [
        Pair("J. Jansen", "Jan Jansen"), Pair("J.P. van den Berg", "Jan Pieter van den Berg"),
        Pair("Berg, J. van den", "Jan van den Berg"),
        Pair("van den Berg J.", "Jan van den Berg"), Pair("Jansen JP", "Jan Peter Jansen"),
        Pair("de heer J. de Groot", "Johan de Groot"),
        Pair("mevrouw De Groot", "Karin de Groot"), Pair("m.vandenakker@post.example", "Marie van den Akker"),
        Pair("k.degroot@post.example", "Karin de Groot"), Pair("p.dekker@post.example", "Piet Dekker"),
        Pair("t.tennekes@post.example", "Tom Tennekes"), Pair("jan_jansen1970@post.example", "Jan Jansen"),
        Pair("Jansen", "Jan Jansen"),
        Pair("Jan de Heer", "meneer De Heer"), Pair("Marie Wagenaar", "Marie Wagenaer"),
        Pair("Jan Jansen (toeslagen)", "Jan Jansen"),
        Pair("Jan Jansen MSc", "J. Jansen"), Pair("Anna Jansen-Bakker", "mevrouw Jansen"),
        Pair("Zoë van 't Hof", "zoe van t hof"),
        Pair("Youssef El Idrissi", "Y. el Idrissi"), Pair("Bas", "Bas Wagenaar"),
        Pair("m.j.van.dam@post.example", "Marie van Dam"),
        Pair("Mr. dr. P. ten Have", "Pieter ten Have"),
    ])
    func `two ways to write one name fit each other`(_ pair: Pair) {
        #expect(PersonName(pair.a).fits(PersonName(pair.b)))
        #expect(PersonName(pair.b).fits(PersonName(pair.a)))
    }

    @Test(arguments: [
        Pair("Piet Jansen", "Jan Jansen"), Pair("Jan Jansen", "Johanna Jansen"),
        Pair("Bas Wagenaar", "Bernard Wagenaar"),
        Pair("Jan Smit", "Jan Smid"), Pair("", ""), Pair("mevrouw", "Karin de Groot"), Pair("", "Jan Jansen"),
        Pair("J.", "J."),
        Pair("A. Jansen", "Jan Jansen"), Pair("Piet", "Bas Wagenaar"), Pair("Ans de Wit", "Annelies de Wit"),
        Pair("familie", "familie"),
    ])
    func `names of different people do not fit`(_ pair: Pair) {
        #expect(!PersonName(pair.a).fits(PersonName(pair.b)))
        #expect(!PersonName(pair.b).fits(PersonName(pair.a)))
    }
}
