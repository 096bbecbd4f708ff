/** Given names of invented people, from several languages, with their diacritics. */
export const givenNames: readonly string[] = (
  "Amelia Oliver Priya Kwame Sofia Mateus Inês Zoë Łukasz Chloé Ibrahim Freya Callum Beatriz Noor Søren Ágnes Tomás Yuki Rhys " +
  "Niamh Dafydd Leila Viktor Ayşe João Marta Owen Grace Samuel Hannah Diogo Catarina Émile Ruth Bartosz Anika Malachi Elif Björn " +
  "Maeve Rafael Jasmine Pavel Ottilie Femi Simone Gareth Ludmila Arjun Teresa Magnus Nadia Hugo Imogen Petra Conor Mira Stefan Adaeze"
).split(" ");

/** Family names of invented people. */
export const familyNames: readonly string[] = (
  "Achebe Almeida Andersson Barros Bennett Björk Carvalho Čapek Clarke Cullen Dąbrowski Davies Demir Dubois Eriksen Fernandes Fletcher " +
  "Garrido Gonçalves Hadley Hargreaves Horváth Iqbal Jansen Kaya Kovač Lambert Larsson Lowe Macedo Magalhães Marsh Moreau Müller Nakamura " +
  "Nguyen Novák Obi Okeke Olsen Park Patel Pereira Pickering Popescu Quinn Rahman Ribeiro Rossi Ryan Sá Schröder Sharma Siddiqui Søgaard " +
  "Stone Şahin Tavares Thorne Underwood Vasquez Vaughan Vieira Wallace Weber Whitaker Wójcik Yates Young Zając Žižek Abbott Booth Cardoso"
).split(" ");

/** The letters a–z of a name, as they stand in an address: Zoë Ćosić is zoe.cosic. */
export function plainLetters(name: string): string {
  const folded = name.replace(/[łŁøØßæÆıđĐ]/g, (letter) => unfolding[letter] ?? letter).normalize("NFD");
  return folded.toLowerCase().replace(/[^a-z-]/g, "");
}

const unfolding: Readonly<Record<string, string>> = {
  ł: "l",
  Ł: "L",
  ø: "o",
  Ø: "O",
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  ı: "i",
  đ: "d",
  Đ: "D",
};
