"""What the statute asks from the cargo to the estabilidade (arts. 3º to 29), in our own words."""

from __future__ import annotations

from typing import Final

DA_ENTRADA: Final[dict[str, str]] = {
    "art. 3º": "Todo cargo é criado por lei, com nome e número certo de postos; não se provê mais do que existe nem o "
    "que foi extinto.",
    "art. 4º": "Os cargos permanentes reúnem-se em grupos ocupacionais e, dentro deles, em categorias, conforme a "
    "escolaridade e a habilitação que exigem.",
    "art. 5º": "Dá o sentido de carreira, classe, referência e lotação: os degraus em que o cargo se organiza e os "
    "postos de cada unidade.",
    "art. 6º": "O quadro é o conjunto dos cargos permanentes e temporários de cada órgão ou entidade.",
    "art. 7º": "Trata do que se pode e não se pode exigir de quem serve ao Estado fora do cargo em que está provido.",
    "art. 8º": "Quem toma posse precisa ter a nacionalidade e os direitos políticos exigidos, quitação militar e "
    "eleitoral, a escolaridade do cargo, 18 anos completos e boa saúde.",
    "art. 8º, § 2º": "Até 5 % dos postos oferecidos ficam reservados a pessoas com deficiência, em cargo compatível "
    "com ela.",
    "art. 9º": "Cada provimento é ato da autoridade competente.",
    "art. 10": "São cinco as formas de prover um cargo: nomeação, reversão, aproveitamento, reintegração e recondução.",
    "art. 11": "A nomeação é em caráter permanente, temporário ou vitalício, conforme a natureza do cargo.",
    "art. 11, parágrafo único": "Para chefia e assessoramento designa-se, de preferência, quem já ocupa cargo "
    "permanente.",
    "art. 12": "O cargo permanente só se provê por concurso válido no dia da publicação e na ordem da classificação.",
    "art. 13": "O concurso é de provas, ou de provas e títulos, e só se abre com autorização.",
    "art. 13, parágrafo único": "Traz critérios de desempate entre candidatos; o que favorece quem já serve ao Estado "
    "é de constitucionalidade discutida, e o programa apenas avisa.",
    "art. 14": "O concurso vale por até dois anos, contados da homologação, e pode ser prorrogado uma única vez por "
    "igual prazo, dentro dele.",
    "art. 15": "Há um órgão central que organiza os concursos.",
    "art. 16": "A posse é o momento em que a pessoa aceita o cargo e fica investida nele.",
    "art. 16, parágrafo único": "O termo de posse traz o compromisso de cumprir os deveres do cargo e é assinado por "
    "quem a dá e por quem a toma.",
    "art. 17": "Quem dá posse confere antes se todos os requisitos do cargo foram cumpridos, sob responsabilidade.",
    "art. 18": "A posse é dada pela autoridade que cada inciso indica, conforme o cargo.",
    "art. 19": "A posse acontece em até 30 dias da publicação da nomeação; a pedido feito dentro do prazo, por mais "
    "30.",
    "art. 19, § 1º": "Para quem já é servidor e está licenciado ou afastado por lei, o prazo conta do fim do "
    "impedimento.",
    "art. 19, § 2º": "Sem posse no prazo, a nomeação é tornada sem efeito por ato da autoridade.",
    "art. 19, § 3º": "A posse pode ser tomada por procuração específica.",
    "art. 19, § 4º": "Na posse entregam-se a declaração de bens e valores e a declaração sobre o exercício de outro "
    "cargo.",
    "art. 20": "A posse depende de inspeção médica oficial que declare a pessoa apta.",
    "art. 21": "O exercício é o desempenho do cargo e só começa depois da posse.",
    "art. 21, § 1º": "O exercício começa em até 30 dias da posse ou, onde não há posse, da publicação do ato.",
    "art. 21, § 2º": "Havendo impedimento legal no dia da posse, o prazo do exercício conta do seu término.",
    "art. 21, § 3º": "Quem toma posse e não entra em exercício no prazo é exonerado de ofício.",
    "art. 21, § 4º": "O exercício é dado pela autoridade da unidade em que o servidor é lotado.",
    "art. 22": "Início, suspensão, interrupção e reinício do exercício são registrados no assentamento individual.",
    "art. 22, parágrafo único": "Ao entrar em exercício o servidor entrega os documentos do seu assentamento "
    "individual.",
    "art. 23": "Quem passa a servir em outra localidade por relotação, remoção ou fim de afastamento tem 30 dias para "
    "se apresentar nela.",
    "art. 24": "A jornada do cargo permanente é de 30 horas semanais, salvo quando outra lei dispõe de outro modo.",
    "art. 25": "O cargo temporário pede dedicação integral, e quem o ocupa pode ser chamado sempre que o serviço "
    "precisar.",
    "art. 26": "A missão ou o estudo no exterior dependem de autorização, têm duração limitada e exigem permanência "
    "igual antes de novo afastamento, de licença de interesse particular ou de exoneração a pedido.",
    "art. 26, §§ 4º e 5º": "O titular de cargo temporário pode ter substituto no seu impedimento; o substituto precisa "
    "reunir os requisitos do cargo e servir no mesmo órgão.",
    "art. 27": "Durante o estágio probatório avaliam-se assiduidade, disciplina, iniciativa, produtividade e "
    "responsabilidade.",
    "art. 27, parágrafo único": "Quatro meses antes do fim do estágio a avaliação é submetida à homologação da "
    "autoridade.",
    "art. 28": "É estável o concursado, empossado em cargo permanente, que completa o tempo de efetivo exercício.",
    "art. 29": "O estável só perde o cargo por sentença definitiva ou processo disciplinar com ampla defesa.",
}

A_CONFERIR: Final = frozenset({"art. 5º", "art. 7º", "art. 15", "art. 23", "art. 25", "art. 26, §§ 4º e 5º"})
"""Provisions that nobody has read in the law's text: the program says so."""
