// SPDX-License-Identifier: EUPL-1.2

/// The words that tell one matter from another: what is left of a text when the words of every letter are taken out.
package enum Vocabulary {
    package static func telling(_ text: String) -> Set<String> {
        Set(Casework.words(of: text).filter { $0.count >= 3 && !isCommon($0) && !$0.allSatisfy(\.isNumber) })
    }

    static func isCommon(_ word: String) -> Bool { common.contains(word) }

    private static let common: Set<String> = Set(
        """
        aan aanvraag afspraak alle alleen alles als ambtenaar andere anders antwoord april augustus bedankt beetje ben bent
        bericht beste betreft bezig bijlage bijna bijvoorbeeld binnen brief bureau daar daarna daarom daarvoor dag dagen dan
        dank dat december deze die dinsdag dit doen donderdag door dossier dossiernummer dus echt eens een eerder eerste
        eigen elke email even februari foto gaan gaat gebeld gedaan geef geen gegevens gehad gehoord gekregen geleden gemeente
        gestuurd geweest goed graag groet groeten gronden had hallo hartelijk heb hebben hebt heeft heel heer helaas help helpen
        helemaal het hier hierbij hij hoe hoop horen hulp hun iedereen iemand iets inmiddels instantie inzake jaar jaren januari
        juli jullie juni kan kenmerk keer klacht klachten komen komt krijg krijgen kunnen kunt laat laatste lang maand maandag
        maanden maar maart mail mailtje mee meer mei meneer mensen met mevrouw mij mijn moet moeten mogen mogelijk morgen
        naam naar nadat nationale net niet niets nieuwe nodig nog nooit november nummer ombudsman omdat onderwerp ons onze ook
        oktober over paar plaats post probleem reactie reageren rond samen schrijf schrijven september sinds soms staat steeds
        stuk stukken stuur sturen tegen telefoon ten terug tijd toch toen toe tot twee uit uur van vandaag veel verder verzoek via
        vind voor vraag vragen vrijdag vriendelijke waar waarom waarover wacht wachten want was wat week weken weer weet wel
        werd werk wij wil willen wilt woensdag worden wordt zaak zaterdag zegt zei zelf zelfs zeer zich zie zien zij zijn zoals
        zodat zonder zondag zou zouden geachte hoogachtend bvd mvg the and
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
