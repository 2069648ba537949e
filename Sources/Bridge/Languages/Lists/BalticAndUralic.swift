/// Finnish, Estonian, Hungarian, Lithuanian and Latvian: the words that give each away, written for this project.
enum BalticAndUralicLists {
  static let all: [LanguageList] = [
    LanguageList(
      "fi",
      common: """
        ja on ei se että hän oli en olen ole minä sinä me te he mutta kun niin kuin mitä tämä myös voi ovat tai jos joka
        sen hänen minun sinun hyvin nyt vain vielä jo kaikki mikä missä miksi kuka onko ollut olla siitä siellä täällä
        sitten jotka koska
        """,
      words: """
        hei moi kiitos ole hyvä näkemiin hyvää huomenta iltaa yötä päivää huomenna eilen tänään aina koskaan ehkä todella
        ystävä ystävät haluan haluat haluaa minulla sinulla meillä olemme olet menen menet menee voin voit voimme tehdä
        teen tekee teki tehnyt sanoa sanoo sanoi nähdä näen näki tiedän tietää luulen ihminen ihmiset nainen mies lapsi
        lapset talo työ koulu raha ruoka vesi maailma maa kaupunki katu kirja tarina kysymys vastaus ongelma asia asiat
        perhe rakkaus sydän viikko kuukausi vuosi vuotta tunti hetki mitään jotain joku kukaan paljon vähän suuri pieni
        uusi vanha nuori pitkä huono parempi paras onnellinen surullinen väsynyt tärkeä suomi suomen suomalainen kieli
        kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen sata tuhat lähellä kaukana ennen myöhemmin
        pian totta tietysti kaunis ymmärrän nukkua lukea kirjoittaa pelata ostaa tulla tulee tuli jättää löytää ajatella
        lähteä palata ottaa tuntea elää katsoa aloittaa odottaa etsiä tilanne tietoa koulutus yliopisto mahdollisuus
        kehitys talous yhteiskunta vaikeudet ystävyys terveys kansa hallitus vaikka siksi jokainen toinen pitää täytyy
        rakastan kotona kotiin suomessa ihmisten tuntuu haluaisin puhua puhuu
        """),
    LanguageList(
      "et",
      common: """
        ja on ei see et ta oli ma olen ole sa me te nad aga kui nii mis ka või mida seda selle tema minu sinu väga nüüd
        ainult veel juba kõik kus miks kes olnud olla sellest seal siin siis mitte oma saab pole kas ning
        """,
      words: """
        tere aitäh palun head aega hommikust õhtust ööd päeva homme eile täna alati kunagi võib-olla tõesti sõber sõbrad
        tahan tahad tahab mul sul meil oleme oled lähen lähed läheb võin võid võime teha teen teeb tegi teinud öelda
        ütleb ütles näha näen nägi tean teab arvan inimene inimesed naine mees laps lapsed maja töö kool raha toit vesi
        maailm maa linn tänav raamat lugu küsimus vastus probleem asi asjad perekond armastus süda nädal kuu aasta aastat
        tund hetk midagi keegi palju vähe suur väike uus vana noor pikk halb parem parim õnnelik kurb väsinud tähtis
        eesti eestis keel kaks kolm neli viis kuus seitse kaheksa üheksa kümme sada tuhat lähedal kaugel enne hiljem
        varsti tõsi muidugi ilus saan aru magada lugeda kirjutada mängida osta tulla tuleb tuli jätta leida mõelda minna
        tagasi võtta tunda elada vaadata alustada oodata otsida olukord teave haridus ülikool võimalus areng majandus
        ühiskond raskused sõprus tervis rahvas valitsus sest kuigi seetõttu iga teine peab pean armastan kodus räägib
        """),
    LanguageList(
      "hu",
      common: """
        a az és hogy nem is egy van volt ez azt meg de ha már csak én te ő mi ti ők ezt még mint vagy kell lesz nagyon
        most mert mit ki hol miért itt ott minden olyan aki ami után lehet szerint között volna voltam vagyok nincs
        """,
      words: """
        szia sziasztok jó napot reggelt estét éjszakát köszönöm köszi kérem viszlát holnap tegnap ma mindig soha talán
        igazán barát barátok akarok akarsz akar akarom megyek mész megy tudok tudsz tud tudom csinál csinálok csinált
        mond mondta mondani lát látok látta gondolom ember emberek nő férfi gyerek gyerekek ház munka iskola pénz étel
        víz világ ország város utca könyv történet kérdés válasz probléma dolog dolgok család szerelem szív hét hónap év
        évek óra pillanat semmi valami valaki senki sok kevés nagy kicsi új régi fiatal hosszú rossz jobb legjobb boldog
        szomorú fáradt fontos magyar magyarország nyelv kettő három négy öt hat nyolc kilenc tíz száz ezer akkor közel
        messze előtt később hamar igaz persze szép gyönyörű értem alszik olvas ír játszik vesz jön jött hagy talál
        gondol elmegy visszajön ismer él érez néz kezd vár keres helyzet információ oktatás egyetem lehetőség fejlődés
        gazdaság társadalom nehézség barátság egészség nép kormány bár ezért minden másik saját enyém kellene szeretem
        szeretlek szeretnék vannak voltak ebben abban ennek annak hozzá velem veled neki nekem neked
        """),
    LanguageList(
      "lt",
      common: """
        ir į yra kad su iš tai ne ar kaip buvo bet jis ji aš tu mes jūs jie o po už tik dar jau kas kur kodėl labai viskas
        apie prie man tau jam mano tavo jo jos būti gali šis ši nuo iki kai taip taip pat nes arba bus kuris kuri
        """,
      words: """
        labas sveiki ačiū prašau viso gero labas rytas vakaras labanakt rytoj vakar šiandien dabar visada niekada galbūt
        tikrai draugas draugai noriu nori turiu turi turime esu esi esame einu eini eina galiu galime daryti darau daro
        padarė sakyti sako pasakė matyti matau matė žinau žino manau žmogus žmonės moteris vyras vaikas vaikai namas
        darbas mokykla pinigai maistas vanduo pasaulis šalis miestas gatvė knyga istorija klausimas atsakymas problema
        dalykas dalykai šeima meilė širdis savaitė mėnuo metai metų valanda akimirka nieko kažkas niekas daug mažai
        didelis mažas naujas senas jaunas ilgas blogai geriau geriausias laimingas liūdnas pavargęs svarbus lietuvių
        lietuva lietuvos kalba du trys keturi penki šeši septyni aštuoni devyni dešimt šimtas tūkstantis čia ten arti
        toli prieš vėliau greitai tiesa žinoma gražus graži suprantu miegoti skaityti rašyti žaisti pirkti ateiti palikti
        rasti galvoti išeiti grįžti paimti pažinti gyventi jausti žiūrėti pradėti laukti ieškoti padėtis informacija
        švietimas universitetas galimybė plėtra ekonomika visuomenė sunkumai draugystė sveikata tauta vyriausybė nors
        todėl kiekvienas kitas savo turėtų myliu reikia
        """),
    LanguageList(
      "lv",
      common: """
        un ir ka ar no tas ne vai kā bija bet viņš viņa es tu mēs jūs viņi uz pēc par tikai vēl jau kas kur kāpēc ļoti
        viss pie man tev viņam mans tavs būt var šis šī līdz kad arī jo kurš kura nav lai tā to gan
        """,
      words: """
        sveiki čau paldies lūdzu uz redzēšanos labrīt labvakar ar labu nakti rīt vakar šodien tagad vienmēr nekad varbūt
        tiešām draugs draugi gribu gribi grib esmu esi esam eju ej iet varu varam darīt daru dara izdarīja teikt saka
        teica redzēt redzu redzēja zinu zina domāju cilvēks cilvēki sieviete vīrietis bērns bērni māja darbs skola nauda
        ēdiens ūdens pasaule valsts pilsēta iela grāmata stāsts jautājums atbilde problēma lieta lietas ģimene mīlestība
        sirds nedēļa mēnesis gads gadi gadu stunda brīdis nekas kaut kāds neviens daudz maz liels mazs jauns vecs garš
        slikti labāk labākais laimīgs skumjš noguris svarīgs latviešu latvija latvijas valoda divi trīs četri pieci seši
        septiņi astoņi deviņi desmit simts tūkstotis šeit tur tuvu tālu pirms vēlāk drīz patiesība protams skaists
        skaista saprotu gulēt lasīt rakstīt spēlēt pirkt nākt atstāt atrast domāt iziet atgriezties ņemt pazīt dzīvot
        just skatīties sākt gaidīt meklēt situācija informācija izglītība universitāte iespēja attīstība ekonomika
        sabiedrība grūtības draudzība veselība tauta valdība tomēr tāpēc katrs cits savs vajadzētu mīlu vajag
        """),
  ]
}
