/**
 * The most common passwords, and words in passwords, from lists of stolen ones; in lower case, with at least four
 * letters. Keyboard rows, digit sequences and repeated letters are found by rule.
 */
export const motsDePasseCourants: ReadonlySet<string> = new Set(
  `password passw0rd p@ssw0rd p@ssword pa$$word pass word1234 motdepasse mot-de-passe azerty qwerty qwertz letmein welcome bienvenue
  iloveyou jetaime jtaime sunshine princess princesse football baseball basketball superman batman trustno1 dragon monkey shadow
  master michael jennifer jordan harley ranger hunter buster soccer hockey killer george charlie andrew michelle jessica pepper
  daniel access joshua maggie starwars silver william dallas yankees hello freedom whatever nicole jordan23 cheese amanda summer
  corvette mercedes computer internet liverpool chelsea arsenal juventus barcelona marseille doudou loulou chouchou chocolat
  nicolas camille marine thomas soleil toulouse bordeaux montreal quebec canada canadiens france samsung google facebook linkedin
  admin administrator administrateur root toor guest invite user test testing tester changeme default secret secrete unknown
  q1w2e3r4 q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qazwsx qazwsxedc zaq12wsx abc123 abcd1234 abc12345 a1b2c3d4 aa123456 1a2b3c4d
  q1w2e3 asdfasdf qweasd qweasdzxc asd123 123qwe 123qweasd qwe123 zxcvbn qwerty123 qwertyui azertyui 11223344 12341234 12344321
  123123123 121212 112233 147258369 159357 789456123 789456 987654321 87654321 88888888 00000000 password1 passwordpassword
  welcome1 letmein1 iloveyou1 princess1 sunshine1 football1 monkey123 admin123 root1234 test1234 pokemon naruto minecraft
  blink182 metallica slipknot nirvana eminem mustang porsche ferrari yamaha winner lovely angel angels babygirl butterfly flower
  orange purple ginger matrix phoenix cookie banana apple mickey snoopy garfield spiderman ironman hellokitty starlight moonlight
  trustnoone nothing nopassword mypassword thepassword password123 passord senha contrasena passwort hallo schatz hejsan`.split(
    /\s+/,
  ),
)
