// SPDX-License-Identifier: EUPL-1.2
import Casework
import Testing

struct SameCitizenTests {
    private func group(_ people: [Person]) -> Set<Int> {
        Set(SameCitizen(people).group(of: people[0].id).map(\.number))
    }

    @Test func `a name that fits and a telephone number make one citizen of two registrations`() {
        #expect(
            group([person(1, "Jan Jansen", phone: "0612345678"), person(2, "J. Jansen", phone: "06-12345678")]) == [
                1, 2,
            ])
    }

    @Test func `a name that fits and a postcode make one citizen`() {
        #expect(
            group([person(1, "Jan Jansen", postcode: "1234 AB"), person(2, "Jansen, J.", postcode: "1234ab")]) == [
                1, 2,
            ])
    }

    @Test func `a shared address alone makes nobody the same`() {
        #expect(group([person(1, "Jan Jansen", ["x@y.example"]), person(2, "Piet Bakker", ["x@y.example"])]) == [1])
    }

    @Test func `the same name alone makes nobody the same`() {
        #expect(group([person(1, "Jan Jansen"), person(2, "Jan Jansen")]) == [1])
    }

    @Test func `no telephone number is not an agreement`() {
        #expect(group([person(1, "Jan Jansen", phone: "geen"), person(2, "Jan Jansen", phone: "onbekend")]) == [1])
    }

    @Test func `a couple stays two people, whatever they share`() {
        #expect(
            group([
                person(1, "Jan Jansen", ["jansen@y.example"], phone: "0201234567", postcode: "1234AB"),
                person(2, "Johanna Jansen", ["jansen@y.example"], phone: "0201234567", postcode: "1234AB"),
            ]) == [1])
    }

    @Test func `a registration that fits both of a couple joins neither`() {
        let couple = [
            person(1, "Jan Jansen", postcode: "1234AB"), person(2, "J. Jansen", postcode: "1234AB"),
            person(3, "Joke Jansen", postcode: "1234AB"), person(4, "Jan Jansen", postcode: "1234AB"),
        ]
        #expect(group(couple) == [1, 4])
        #expect(SameCitizen(couple).group(of: ID(2)) == [ID(2)])
        #expect(SameCitizen(couple).pairs.count == 4)
    }

    @Test func `a bare surname does not join father and son`() {
        #expect(
            group([
                person(1, "Jan Jansen", ["jansen@y.example"]), person(2, "jansen", ["jansen@y.example"]),
                person(3, "Piet Jansen", ["jansen@y.example"]),
            ]) == [1])
    }

    @Test func `three registrations of one citizen are one`() {
        #expect(
            group([
                person(1, "Jan Jansen", phone: "0612345678"),
                person(2, "J. Jansen", phone: "0612345678", postcode: "1234AB"),
                person(3, "Jansen, J.", postcode: "1234AB"),
            ]) == [1, 2, 3])
    }
}
