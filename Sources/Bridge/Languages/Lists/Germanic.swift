/// English, German, Dutch and the Scandinavian languages: the words that give each away, written for this project.
enum GermanicLists {
  static let all: [LanguageList] = [
    LanguageList(
      "en",
      common: """
        the of and to in is it you that he was for on are with as i his they be at one have this from or had by not but
        what all were we when your can said there use an each which she do how their if will up about out many then them
        these so some her would make like him into has look two more no way could people my than been who its now did get
        i'm don't it's can't didn't that's you're i've won't isn't doesn't me just because where why really very too
        """,
      words: """
        hello hi hey everyone thanks thank please follow following good morning night evening love great awesome nice
        tired sorry happy birthday today tomorrow yesterday time year day week here know think want need going gonna
        wanna got good bad new old first last long little own right big high different small large next early young
        important few public same able friend friends family school work home house food water money world life hand
        part place case point government company number group problem fact man woman child children eye head month lot
        book story job word business issue side kind service power game line end member law car city community name
        president team minute idea kid body information back parent face others level office door health person art war
        history party result change reason research girl guy moment air teacher force education foot boy age policy
        everything something anything nothing someone anyone never always ever again also only still even much most
        other any through before after between under while should might must shall may does done being make made take
        took come came see saw feel felt say tell ask asked left right call called try keep let begin seem help talk
        turn start show hear play run move live believe hold bring happen write provide sit stand lose pay meet include
        continue set learn lead understand watch stop create speak read allow add spend grow open walk win offer
        remember consider appear buy wait serve die send expect build stay fall cut reach kill remain suggest raise
        pass sell require report decide pull lol omg ok okay bro cute funny pretty beautiful amazing stuff things thing shit fuck
        fucking hate stupid idiot weird phone picture video post account anyone online free check link vibe mood literally
        actually maybe probably whatever guess wish hope dream true real best better worst wrong cool fun boring
        there's let's what's we're they're haven't wasn't couldn't would've weren't he's she's who's i'd you'll we'll
        quickly suddenly certainly nation station question knowledge thought through enough laugh light might friendship
        working looking being having making doing saying trying nothing playing weather coffee money english french
        """),
    LanguageList(
      "de",
      common: """
        der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat
        dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis
        mehr durch man sein wurde sei ich du wir ihr mich dich mir dir uns euch mein dein kein keine hier dann wenn was
        wer wo warum doch schon ja nein immer sehr gut
        """,
      words: """
        hallo guten morgen tag abend nacht danke schön bitte tschüss liebe grüße alle zusammen heute morgen gestern jetzt
        wieder machen macht gemacht gehen geht gegangen kommen kommt gekommen wissen weiß gewusst sehen sieht gesehen
        können kann konnte müssen muss musste wollen will wollte sollen soll sollte dürfen darf mögen mag möchte habe
        hast hatte hätte wäre würde werde gewesen geworden bin bist seid waren zeit jahr jahre tage woche stunde mensch
        menschen leben welt frau mann kind kinder haus freund freunde freundin arbeit schule geld essen trinken wasser
        leute nichts etwas alles jemand niemand viel viele wenig ganz ganze groß klein neu alt jung lang kurz schlecht
        schnell langsam müde krank glücklich traurig wichtig richtig falsch deutsch deutschland sprache straße stadt land
        buch geschichte frage antwort problem zwischen gegen ohne während wegen damit weil obwohl bevor nachdem sondern
        zusammen vielleicht natürlich wirklich genau einfach immer noch nie niemals manchmal oft bald später früher
        zurück weiter oben unten links rechts draußen drei vier fünf sechs sieben acht neun zehn hundert tausend
        regierung möglichkeit gesellschaft entwicklung wirtschaft bedeutung schwierigkeiten freundschaft gesundheit
        verstehen verstanden sprechen spricht gesprochen schlafen schläft fahren fährt laufen läuft schreiben lesen
        arbeiten spielen kaufen glauben denken dachte finden gefunden bleiben lassen stehen liegen heißen nennen bringen
        ihn ihm ihre ihren seine seinen seiner unser unsere euer dieser diese dieses jeder jede welche beim vom ins ans
        scheiße geil krass digga alter mega lieber liebe süß schöne schöner besser beste genug zug auto wetter hunger
        """),
    LanguageList(
      "nl",
      common: """
        de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat
        mijn men dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog
        zal me zij nu ge geen omdat iets worden toch al waren veel meer doen toen moet ben zonder kan hun dus alles onder
        ja eens hier wie werd altijd doch wordt wezen kunnen ons zelf tegen na reeds wil kon niets uw iemand geweest jij
        jullie wij hen jouw ben bent niet nee wel
        """,
      words: """
        hallo goedemorgen goedenavond dank bedankt alsjeblieft doei dag leuk mooi lekker gezellig vandaag morgen gisteren
        straks tijd jaar week uur mensen leven wereld vrouw man kind kinderen huis vriend vrienden werk school geld eten
        drinken water goed slecht groot klein nieuw oud jong lang kort snel langzaam moe ziek blij verdrietig belangrijk
        nederland nederlands taal straat stad land boek verhaal vraag antwoord probleem tussen tegen zonder tijdens
        wegens zodat hoewel voordat nadat samen misschien natuurlijk echt precies gewoon nooit soms vaak binnenkort later
        vroeger terug verder boven beneden links rechts buiten twee drie vier vijf zes zeven acht negen tien honderd
        duizend regering mogelijkheid samenleving ontwikkeling economie betekenis moeilijkheden vriendschap gezondheid
        begrijpen spreken gesproken slapen rijden lopen schrijven lezen werken spelen kopen geloven denken dacht vinden
        gevonden blijven laten staan liggen heten noemen brengen gaan gaat ging komt kwam gekomen weten weet wist zien
        ziet zag gezien maken maakt gemaakt zeggen zegt zei gezegd krijgen nemen geven houden voelen kijken lijkt vond
        heel erg ergens iedereen niemand waarom wanneer waar welke hoeveel mag moeten mogen willen zullen zult hadden
        werden eigenlijk gebruik eerste laatste andere beetje kijk mij jouw onze vandaan ijs zij bijna moeilijk makkelijk
        """),
    LanguageList(
      "sv",
      common: """
        och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när man hon
        hade då också efter under vid nu eller mot år ut upp ska sin över alla där skulle här utan detta mycket bara blir
        dem kommer mig dig oss er min din ni du vad vem hur varför ja nej sedan sina denna vara blev kunde hans hennes
        """,
      words: """
        hej hejdå tack snälla god morgon kväll natt idag imorgon igår tid dag vecka människor liv värld kvinna barn hus
        vän vänner arbete jobb skola pengar mat dricka vatten bra dålig stor liten ny gammal ung lång kort snabb trött
        sjuk glad ledsen viktig svenska sverige språk gata stad land bok fråga svar problem mellan kring innan medan
        eftersom tillsammans kanske naturligtvis verkligen precis aldrig alltid ibland ofta snart senare tidigare
        tillbaka vidare två tre fyra fem sex sju åtta nio tio hundra tusen regeringen möjlighet samhället utveckling
        ekonomi betydelse svårigheter vänskap hälsa förstår tala talar sova sover köra springa skriva läsa arbeta spela
        köpa tror tänka tycker hittade stanna låta står ligger heter gå går gick komma kom vet visste ser såg sett göra
        gör gjorde gjort säga säger sa sagt få får fick tar tog ger gav håller känner tittar varit blivit något någon
        några ingen inget allt annat andra hela själv väldigt lite större bättre bäst roligt fint älskar vill måste borde
        sitt vårt deras ditt åt både äta öppna först sista många mer mest också åker köper flicka pojke
        """),
    LanguageList(
      "da",
      common: """
        og i at det som en på er af for med til den har de ikke om et han men var jeg sig fra vi så kan når man hun
        havde da også efter under ved nu eller mod år ud op skal sin over alle der ville her uden dette meget kun bliver
        dem kommer mig dig os jer min din du hvad hvem hvordan hvorfor ja nej være blev kunne hans hendes noget
        """,
      words: """
        hej tak farvel god morgen aften nat dag i dag i morgen i går tid uge mennesker liv verden kvinde mand barn børn
        hus ven venner arbejde skole penge mad drikke vand godt dårlig stor lille ny gammel ung lang kort hurtig træt syg
        glad ked vigtig dansk danmark sprog gade by land bog spørgsmål svar problem mellem inden mens fordi sammen måske
        naturligvis virkelig præcis aldrig altid nogle gange ofte snart senere tidligere tilbage videre to tre fire fem
        seks syv otte ni ti hundrede tusind regeringen mulighed samfundet udvikling økonomi betydning vanskeligheder
        venskab sundhed forstår tale taler sove sover køre løbe skrive læse arbejde spille købe tror tænke synes fandt
        blive lade står ligger hedder gå går gik komme kom ved vidste ser så set gøre gør gjorde gjort sige siger sagde
        få får fik tage tog give gav holde føler kigger været blevet nogen ingen intet alt andet andre hele selv lidt
        større bedre bedst sjovt fint elsker vil må burde jeres vores deres spise åbne først sidste mange mere mest også
        tænkte lægge rejse øje søndag pige dreng hvor hvornår af hjem kaffe
        """),
    LanguageList(
      "nb",
      common: """
        og i at det som en på er av for med til den har de ikke om et han men var jeg seg fra vi så kan når man hun
        hadde da også etter under ved nå eller mot år ut opp skal sin over alle der ville her uten dette mye bare blir
        dem kommer meg deg oss dere min din du hva hvem hvordan hvorfor ja nei være ble kunne hans hennes noe
        """,
      words: """
        hei takk ha det god morgen kveld natt dag i dag i morgen i går tid uke mennesker liv verden kvinne mann barn hus
        venn venner arbeid jobb skole penger mat drikke vann bra dårlig stor liten ny gammel ung lang kort rask trøtt syk
        glad trist viktig norsk norge språk gate by land bok spørsmål svar problem mellom innen mens fordi sammen kanskje
        selvfølgelig virkelig akkurat aldri alltid noen ganger ofte snart senere tidligere tilbake videre to tre fire fem
        seks sju åtte ni ti hundre tusen regjeringen mulighet samfunnet utvikling økonomi betydning vanskeligheter
        vennskap helse forstår snakke snakker sove sover kjøre løpe skrive lese arbeide spille kjøpe tror tenke synes
        fant bli la står ligger heter gå går gikk komme kom vet visste ser så sett gjøre gjør gjorde gjort si sier sa
        få får fikk ta tok gi ga holde føler titter vært blitt noen ingen ingenting alt annet andre hele selv litt
        større bedre best gøy fint elsker vil må burde deres vår våre spise åpne først siste mange mer mest også
        tenkte legge reise øye søndag jente gutt hvor når av hjem kaffe
        """),
  ]
}
