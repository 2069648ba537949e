/// Spanish, French, Portuguese, Italian, Romanian and Catalan: the words that give each away, written for this project.
enum RomanceLists {
  static let all: [LanguageList] = [
    LanguageList(
      "es",
      common: """
        de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre
        este ya entre cuando todo esta ser son dos también fue había era muy hasta desde está mi porque qué sólo han yo
        hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada e vida otro después te
        otros aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres sí dijo sido gran tú usted
        """,
      words: """
        hola buenos días buenas noches tardes gracias por favor adiós hasta luego mañana ayer hoy amigo amigos amiga
        quiero quieres quiere tengo tienes tenemos estoy estás están estamos soy eres somos voy vas va vamos van puedo
        puedes podemos hacer hago haces hizo hecho decir digo dice dicho ver veo visto saber sé sabes creo pienso
        hombre mujer niño niña hijo hijos casa trabajo escuela dinero comida agua mundo país ciudad calle libro historia
        pregunta respuesta problema cosa cosas gente familia amor corazón noche semana mes año años hora momento nada
        algo alguien nadie mucho mucha muchos muchas poco grande pequeño nuevo viejo joven largo bueno malo mejor peor
        feliz triste cansado importante español españa méxico argentina lengua cuatro cinco seis siete ocho nueve diez
        cien mil además entonces mientras aquí allí allá cerca lejos dentro fuera arriba abajo antes pronto tarde nunca
        quizás verdad claro bueno vale jaja jajaja guapa tío chico chica lindo hermoso corazón señor señora qué tal cómo
        cuál quién cuándo dónde hablar hablas habla entender entiendo comer dormir leer escribir jugar comprar llegar
        llegó llevar dejar seguir encontrar llamar venir pensar salir volver tomar conocer vivir sentir tratar mirar
        contar empezar esperar buscar existir entrar trabajando hablando situación información educación universidad
        posibilidad desarrollo economía sociedad dificultad amistad salud pueblo mierda puta joder ustedes nosotros ellos
        """),
    LanguageList(
      "fr",
      common: """
        de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec ou son lui
        nous comme mais on cette je tu vous elle ils été aussi leur bien peut ces y deux même mon ma mes ton ta tes ses
        tout fait être avoir très où sans sous entre encore après avant quand si rien moi toi c'est j'ai n'est qu'il
        d'un d'une l'on s'il ça aux ont était elles oui non quoi
        """,
      words: """
        bonjour bonsoir salut merci beaucoup s'il vous plaît au revoir bonne nuit à demain hier aujourd'hui maintenant
        toujours jamais souvent parfois peut-être vraiment trop assez peu beaucoup ami amis amie copain veux veut voulez
        suis es sommes êtes as avons avez vais vas va allons allez vont peux pouvons pouvez faire fais faites dire dis
        dit voir vois vu savoir sais sait crois pense homme femme enfant enfants fils fille maison travail école argent
        manger eau monde pays ville rue livre histoire question réponse problème chose choses gens famille amour coeur
        cœur nuit semaine mois an année années heure moment quelque chose quelqu'un personne grand grande petit petite
        nouveau nouvelle vieux jeune long bon bonne mauvais mieux heureux triste fatigué important français france langue
        trois quatre cinq six sept huit neuf dix cent mille ensuite alors pendant ici là-bas près loin dedans dehors
        haut bas bientôt tard d'accord mdr ptdr génial beau belle magnifique monsieur madame comment pourquoi quel quelle
        parler parle comprendre comprends dormir lire écrire jouer acheter arriver laisser suivre trouver appeler venir
        penser sortir prendre connaître vivre sentir regarder commencer attendre chercher entrer situation information
        éducation université possibilité développement économie société difficulté amitié santé peuple merde putain
        gouvernement voiture l'homme l'eau j'aime t'es j'étais n'ai qu'on jusqu'à lorsque notre votre leurs cela celui
        ceux chaque autre autres depuis chez vers contre parce que afin ainsi donc déjà seulement tellement
        """),
    LanguageList(
      "pt",
      common: """
        de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou
        ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem
        nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual será
        nós tenho lhe deles essas esses pelas este te vocês vos lhes meus teu tua isto aquilo
        """,
      words: """
        olá oi bom dia boa noite boa tarde obrigado obrigada por favor tchau até logo amanhã ontem hoje agora sempre
        nunca talvez amigo amigos amiga quero quer queremos temos estou estamos sou és somos vou vai vamos vão posso
        pode podemos fazer faço faz fez feito dizer digo diz disse ver vejo visto saber sei sabe acho penso homem mulher
        menino menina filho filhos casa trabalho escola dinheiro comida água mundo país cidade rua livro história
        pergunta resposta problema coisa coisas gente pessoas família amor coração semana mês ano anos hora momento nada
        algo alguém ninguém muita muitos pouco grande pequeno novo velho jovem longo ruim melhor pior feliz triste
        cansado importante português brasil portugal língua dois duas três quatro cinco seis sete oito nove dez cem mil
        além então enquanto aqui ali lá perto longe dentro fora acima abaixo antes cedo tarde verdade claro kkkk beleza
        cara legal lindo linda senhor senhora tudo bem como onde quem quando por que falar fala entender entendo comer
        dormir ler escrever jogar comprar chegar chegou levar deixar seguir encontrar chamar vir pensar sair voltar tomar
        conhecer viver sentir olhar contar começar esperar buscar procurar trabalhando falando situação informação
        educação universidade possibilidade desenvolvimento economia sociedade dificuldade amizade saúde povo merda porra
        caralho não são mãe pai irmão irmã avô manhã ação nação coração ainda outro outra qualquer cada nosso nossa dele
        dela disso neste nesta desse ficar fica gosto gosta precisa preciso muitas
        """),
    LanguageList(
      "it",
      common: """
        di e il la che in a per un è non del si con i le una da sono al come anche ha più della lo dei nel ma gli o alla
        questo mi se ci alle delle suo ed tra essere era dalla stato sua hanno su nella due fatto cui tutti ho molto
        quando loro perché dopo senza può lei lui noi voi io tu cosa chi dove anni dal ai solo tutto sia prima poi già
        ancora così fra qui quello quella questa mio mia tuo tua ne
        """,
      words: """
        ciao buongiorno buonasera buonanotte grazie mille per favore prego arrivederci domani ieri oggi adesso ora sempre
        mai forse davvero amico amici amica voglio vuoi vuole abbiamo avete sei siamo siete vado vai va andiamo vanno
        posso puoi possiamo fare faccio fai fa dire dico dice detto vedere vedo visto sapere so sai credo penso uomo
        donna bambino bambina figlio figli casa lavoro scuola soldi cibo acqua mondo paese città strada libro storia
        domanda risposta problema cose gente famiglia amore cuore notte settimana mese anno giorno giorni momento niente
        nulla qualcosa qualcuno nessuno molti molta poco grande piccolo nuovo vecchio giovane lungo buono cattivo meglio
        peggio felice triste stanco importante italiano italia lingua tre quattro cinque sei sette otto nove dieci cento
        inoltre allora mentre là vicino lontano dentro fuori sopra sotto presto tardi verità certo bella bello bellissimo
        signore signora come quale quanto parlare parla capire capisco mangiare dormire leggere scrivere giocare comprare
        arrivare lasciare seguire trovare chiamare venire pensare uscire tornare prendere conoscere vivere sentire
        guardare cominciare aspettare cercare entrare situazione informazione educazione università possibilità sviluppo
        economia società difficoltà amicizia salute popolo merda cazzo dell'italia l'uomo c'è com'è un'altra nell'anno
        degli negli agli dagli sugli stesso stessa ogni altro altra altri della degli perciò quindi però ragazzi ragazza
        """),
    LanguageList(
      "ro",
      common: """
        și de în a la nu o cu că un pe se mai din să este care pentru ce au fi am ca sunt ai dar sau fost va el ea lui
        după prin foarte era când doar ei ne le mi te ți vă noi voi eu tu îi îl cum până dacă asta acest această unde
        cine tot toate toți fără între acum bine da despre ar fie
        """,
      words: """
        bună ziua dimineața seara noapte mulțumesc vă rog la revedere salut mâine ieri azi astăzi mereu niciodată poate
        chiar prieten prieteni vreau vrei vrea avem aveți sunt suntem ești merg mergi merge pot poți putem face fac făcut
        spune spus văd văzut știu știi cred bărbat femeie copil copii casă muncă școală bani mâncare apă lume țară oraș
        stradă carte poveste întrebare răspuns problemă lucru lucruri oameni familie dragoste inimă săptămână lună an ani
        oră moment nimic ceva cineva nimeni mult multe mulți puțin mare mic nou vechi tânăr lung bun rău mai bine fericit
        trist obosit important română românia limbă doi trei patru cinci șase șapte opt nouă zece sută mie atunci aici
        acolo aproape departe înăuntru afară sus jos înainte curând târziu adevărat frumos frumoasă domnule doamnă vorbi
        vorbește înțeleg înțelege dormi citi scrie juca cumpăra ajunge lăsa urma găsi chema veni gândi ieși întoarce lua
        cunoaște trăi simți privi începe aștepta căuta intra situația informații educație universitate posibilitate
        dezvoltare economie societate dificultate prietenie sănătate popor guvern acesta aceasta aceste câteva fiecare
        altul alte cât încă deja numai poți ăsta sînt
        """),
    LanguageList(
      "ca",
      common: """
        de la i que el a en els les un una per amb no és del al com més però són ha va ser també es seva seu tot aquest
        aquesta molt quan ja hi ho què jo tu ell ella nosaltres vosaltres meu teva fer estar té han era sense entre
        després fins perquè on qui si ni només altres dels pel des cada així
        """,
      words: """
        hola bon dia bona nit bona tarda gràcies si us plau adéu fins demà ahir avui ara sempre mai potser amic amics
        vull vols vol tinc tens tenim estic estàs està soc ets som vaig vas anem van puc pots podem faig fas fet dir dic
        diu veure veig vist saber sé crec home dona nen nena fill fills casa feina escola diners menjar aigua món país
        ciutat carrer llibre història pregunta resposta problema cosa coses gent família amor cor setmana mes any anys
        hora moment res alguna algú ningú molta molts poc gran petit nou vell jove llarg bo dolent millor pitjor feliç
        trist cansat important català catalunya llengua dos tres quatre cinc sis set vuit nou deu cent mil llavors mentre
        aquí allà prop lluny dins fora dalt baix abans aviat tard veritat maco bonic senyor senyora parlar parla entenc
        dormir llegir escriure jugar comprar arribar deixar trobar venir pensar sortir tornar conèixer viure mirar
        començar esperar situació informació educació universitat possibilitat desenvolupament societat dificultat amistat
        salut poble l'home d'un això allò aquests aquestes nostre vostre sigui puguin xiquet
        """),
  ]
}
