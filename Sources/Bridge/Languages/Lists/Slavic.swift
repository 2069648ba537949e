/// Polish, Czech, Slovak, Croatian and Slovene, in Latin letters: words that give each away, written for this project.
enum SlavicLists {
  static let all: [LanguageList] = [
    LanguageList(
      "pl",
      common: """
        w i na z do się nie że jest to o jak a po co za od ale tak przez jego ich dla był być czy już tylko są która
        który które może jej go mnie mi ty ja on ona my wy oni ze tym tego tej przy była było bardzo kiedy gdzie kto
        wszystko jeszcze będzie mam ma nas pan pani ten ta te ci
        """,
      words: """
        cześć dzień dobry dobranoc dobry wieczór dziękuję dzięki proszę do widzenia jutro wczoraj dzisiaj dziś teraz
        zawsze nigdy może naprawdę przyjaciel przyjaciele chcę chcesz chce masz mamy jestem jesteś jesteśmy idę idziesz
        idzie mogę możesz możemy robić robię robi zrobił mówić mówię mówi powiedział widzieć widzę widział wiem wie
        wiedzieć myślę człowiek kobieta mężczyzna dziecko dzieci dom praca szkoła pieniądze jedzenie woda świat kraj
        miasto ulica książka historia pytanie odpowiedź problem rzecz rzeczy ludzie rodzina miłość serce noc tydzień
        miesiąc rok lata lat godzina chwila nic coś ktoś nikt dużo wiele mało duży mały nowy stary młody długi dobrze źle
        lepiej najlepszy szczęśliwy smutny zmęczony ważny polski polska język dwa trzy cztery pięć sześć siedem osiem
        dziewięć dziesięć sto tysiąc potem tutaj tam blisko daleko przed później wcześnie późno prawda oczywiście piękny
        śliczna rozumiem rozumie spać czytać pisać grać kupić przyjść zostawić znaleźć myśleć wyjść wrócić wziąć znać żyć
        czuć patrzeć zacząć czekać szukać sytuacja informacja edukacja uniwersytet możliwość rozwój gospodarka trudności
        przyjaźń zdrowie naród rząd kurwa chuj jebać jeśli ponieważ chociaż dlatego więc także również każdy inny inne
        niektóre swoje swój mój moja twój nasz wasz którzy której musi muszę powinien lubię kocham
        """),
    LanguageList(
      "cs",
      common: """
        a v se na je že o s z do i to k ve pro za by ale si po jako tak jsou které který jeho od jak nebo už jen být
        bylo jsem jsi jsme není při až co když já ty on ona my vy oni mě mi tě ti může byl byla tím toho této pak ještě
        kde kdo proč velmi nic všechno však
        """,
      words: """
        ahoj dobrý den dobrou noc dobré ráno večer děkuji díky prosím na shledanou zítra včera dnes teď vždy nikdy možná
        opravdu přítel přátelé chci chceš chce mám máš má máme jdu jdeš jde mohu můžeš můžeme dělat dělám udělal říct
        říká řekl vidět vidím viděl vím ví myslím člověk žena muž dítě děti dům práce škola peníze jídlo voda svět země
        město ulice kniha příběh otázka odpověď problém věc věci lidé lidi rodina láska srdce týden měsíc rok roky let
        hodina chvíle něco někdo nikdo hodně mnoho málo velký malý nový starý mladý dlouhý dobře špatně lépe nejlepší
        šťastný smutný unavený důležitý český česko jazyk dva tři čtyři pět šest sedm osm devět deset sto tisíc potom
        tady tam blízko daleko před později brzy pozdě pravda samozřejmě krásný rozumím spát číst psát hrát koupit přijít
        nechat najít odejít vrátit vzít znát žít cítit dívat začít čekat hledat situace informace vzdělání univerzita
        možnost vývoj hospodářství společnost potíže přátelství zdraví národ vláda protože ačkoli proto tedy také každý
        jiný některé svůj můj tvůj náš váš kteří musí musím měl líbí miluji jestli nějaký žádný
        """),
    LanguageList(
      "sk",
      common: """
        a v sa na je že o s z do i to k vo pre za by ale si po ako tak sú ktoré ktorý jeho od alebo už len byť bolo som
        sme nie pri až čo keď ja ty on ona my vy oni ma mi ťa ti môže bol bola tým toho tejto potom ešte kde kto prečo
        veľmi nič všetko však
        """,
      words: """
        ahoj dobrý deň dobrú noc dobré ráno večer ďakujem vďaka prosím dovidenia zajtra včera dnes teraz vždy nikdy možno
        naozaj priateľ priatelia chcem chceš chce mám máš má máme idem ideš ide môžem môžeš môžeme robiť robím urobil
        povedať hovorí povedal vidieť vidím videl viem vie myslím človek žena muž dieťa deti dom práca škola peniaze jedlo
        voda svet krajina mesto ulica kniha príbeh otázka odpoveď problém vec veci ľudia ľudí rodina láska srdce týždeň
        mesiac rok roky rokov hodina chvíľa niečo niekto nikto veľa mnoho málo veľký malý nový starý mladý dlhý dobre zle
        lepšie najlepší šťastný smutný unavený dôležitý slovenský slovensko jazyk dva tri štyri päť šesť sedem osem deväť
        desať sto tisíc tu tam blízko ďaleko pred neskôr skoro neskoro pravda samozrejme krásny rozumiem spať čítať písať
        hrať kúpiť prísť nechať nájsť odísť vrátiť vziať poznať žiť cítiť pozerať začať čakať hľadať situácia informácie
        vzdelanie univerzita možnosť vývoj hospodárstvo spoločnosť ťažkosti priateľstvo zdravie národ vláda pretože preto
        teda tiež každý iný niektoré svoj môj tvoj náš váš ktorí musí musím mal páči ľúbim nejaký žiadny koľko
        """),
    LanguageList(
      "hr",
      common: """
        i u je se na da za su s od a to o ne kao što koji koja koje bi ili iz po ali sam si nije biti bio bila bilo ovo
        taj ta te samo još već kad kada gdje tko zašto ja ti on ona mi vi oni me mene te njega nju nas vas vrlo sve ništa
        može može li nego do pri kod
        """,
      words: """
        bok dobar dan dobra večer laku noć dobro jutro hvala molim doviđenja sutra jučer danas sada uvijek nikad možda
        stvarno prijatelj prijatelji želim želiš želi imam imaš ima imamo idem ideš ide mogu možeš možemo raditi radim
        radi napravio reći kaže rekao vidjeti vidim vidio znam zna mislim čovjek žena muškarac dijete djeca kuća posao
        škola novac hrana voda svijet zemlja grad ulica knjiga priča pitanje odgovor problem stvar stvari ljudi obitelj
        ljubav srce tjedan mjesec godina godine sat trenutak nešto netko nitko puno mnogo malo velik mali nov star mlad
        dug loše bolje najbolji sretan tužan umoran važan hrvatski hrvatska jezik dva tri četiri pet šest sedam osam devet
        deset sto tisuću zatim ovdje tamo blizu daleko prije kasnije uskoro kasno istina naravno lijep lijepa razumijem
        spavati čitati pisati igrati kupiti doći ostaviti naći otići vratiti uzeti poznavati živjeti osjećati gledati
        početi čekati tražiti situacija informacije obrazovanje sveučilište mogućnost razvoj gospodarstvo društvo
        poteškoće prijateljstvo zdravlje narod vlada jer iako zato dakle također svaki drugi neki svoj moj tvoj naš vaš
        moram mora trebao volim gdje uvijek nije nisam bih nekoliko sviđa
        """),
    LanguageList(
      "sl",
      common: """
        in v je se na da za so s od to o ne kot ki bi ali iz po pa sem si ni biti bil bila bilo ta tega samo še že ko
        kje kdo zakaj jaz ti on ona mi vi oni me mene te njega jo nas vas zelo vse nič lahko do pri kaj tudi ker če bo
        """,
      words: """
        živjo dober dan dober večer lahko noč dobro jutro hvala prosim nasvidenje jutri včeraj danes zdaj vedno nikoli
        morda res prijatelj prijatelji hočem hočeš hoče imam imaš ima imamo grem greš gre morem moreš moremo delati delam
        dela naredil reči pravi rekel videti vidim videl vem ve mislim človek ženska moški otrok otroci hiša delo šola
        denar hrana voda svet država mesto ulica knjiga zgodba vprašanje odgovor problem stvar stvari ljudje ljudi
        družina ljubezen srce teden mesec leto leta let ura trenutek nekaj nekdo nihče veliko mnogo malo velik majhen nov
        star mlad dolg slabo bolje najboljši srečen žalosten utrujen pomemben slovenski slovenija jezik dva tri štiri pet
        šest sedem osem devet deset sto tisoč potem tukaj tam blizu daleč prej kasneje kmalu pozno resnica seveda lep lepa
        razumem spati brati pisati igrati kupiti priti pustiti najti oditi vrniti vzeti poznati živeti čutiti gledati
        začeti čakati iskati položaj informacije izobraževanje univerza možnost razvoj gospodarstvo družba težave
        prijateljstvo zdravje narod vlada čeprav zato torej vsak drug nekateri svoj moj tvoj naš vaš moram mora rad rada
        bom boš bomo nisem sva všeč ljubim
        """),
  ]
}
