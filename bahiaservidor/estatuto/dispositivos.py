"""Citations, printed one way everywhere: ``art. 19, § 2º``; and what each provision asks, in our own words."""

from __future__ import annotations

from typing import Final

ESTATUTO: Final = "Lei estadual nº 6.677, de 26/09/1994"

ART_3: Final = "art. 3º"
ART_8: Final = "art. 8º"
ART_9: Final = "art. 9º"
ART_11: Final = "art. 11"
ART_12: Final = "art. 12"
ART_14: Final = "art. 14"
ART_18: Final = "art. 18"
ART_19: Final = "art. 19"
ART_19_P1: Final = "art. 19, § 1º"
ART_19_P2: Final = "art. 19, § 2º"
ART_19_P3: Final = "art. 19, § 3º"
ART_19_P4: Final = "art. 19, § 4º"
ART_20: Final = "art. 20"
ART_21: Final = "art. 21"
ART_21_P1: Final = "art. 21, § 1º"
ART_21_P2: Final = "art. 21, § 2º"
ART_21_P3: Final = "art. 21, § 3º"
ART_21_P4: Final = "art. 21, § 4º"
ART_22: Final = "art. 22"
ART_22_PU: Final = "art. 22, parágrafo único"
ART_26: Final = "art. 26"
ART_27: Final = "art. 27"
ART_27_PU: Final = "art. 27, parágrafo único"
ART_28: Final = "art. 28"
ART_29: Final = "art. 29"
ART_44: Final = "art. 44"
ART_46: Final = "art. 46"
ART_47: Final = "art. 47"
ART_111: Final = "art. 111"
ART_118: Final = "art. 118"
ART_118_II: Final = "art. 118, inciso II"
ART_259: Final = "art. 259"
ART_259_P1: Final = "art. 259, §§ 1º e 2º"
CF_37_XVI: Final = "CF, art. 37, inciso XVI"
DECRETO_7899: Final = "Decreto 7.899/2001, art. 2º"
LC_152: Final = "LC 152/2015, art. 2º"
LEI_COMPULSORIA: Final = "LC 152/2015"
LEI_9504: Final = "Lei 9.504/1997, art. 73, inciso V"
CODIGO_CIVIL_132: Final = "Código Civil, art. 132, § 3º"

RESUMOS: Final[dict[str, str]] = {
    ART_3: "Todo cargo é criado por lei, com número certo de postos; "
    "não se provê mais do que existe nem o que foi extinto.",
    ART_8: "Quem toma posse precisa ter a nacionalidade e os direitos políticos exigidos, quitação militar e "
    "eleitoral, a escolaridade do cargo, 18 anos completos e boa saúde.",
    ART_9: "Cada provimento é ato da autoridade competente.",
    ART_11: "A nomeação é em caráter permanente, temporário ou vitalício, conforme a natureza do cargo.",
    ART_12: "O cargo permanente só se provê por concurso válido no dia da publicação e na ordem da classificação.",
    ART_14: "O concurso vale por até dois anos, contados da homologação, e pode ser prorrogado "
    "uma única vez por igual prazo.",
    ART_18: "A posse é dada pela autoridade que cada inciso indica, conforme o cargo.",
    ART_19: "A posse acontece em até 30 dias da publicação da nomeação; a pedido feito dentro do prazo, por mais 30.",
    ART_19_P1: "Para quem já é servidor e está licenciado ou afastado por lei, o prazo conta do fim do impedimento.",
    ART_19_P2: "Sem posse no prazo, a nomeação é tornada sem efeito por ato da autoridade.",
    ART_19_P3: "A posse pode ser tomada por procuração específica.",
    ART_19_P4: "Na posse entregam-se a declaração de bens e valores e a declaração sobre o exercício de outro cargo.",
    ART_20: "A posse depende de inspeção médica oficial que declare a pessoa apta.",
    ART_21: "O exercício é o desempenho do cargo e só começa depois da posse.",
    ART_21_P1: "O exercício começa em até 30 dias da posse ou, onde não há posse, da publicação do ato.",
    ART_21_P2: "Havendo impedimento legal no dia da posse, o prazo do exercício conta do seu término.",
    ART_21_P3: "Quem toma posse e não entra em exercício no prazo é exonerado de ofício.",
    ART_21_P4: "O exercício é dado pela autoridade da unidade em que o servidor é lotado.",
    ART_22: "Início, suspensão, interrupção e reinício do exercício são registrados no assentamento individual.",
    ART_22_PU: "Ao entrar em exercício o servidor entrega os documentos do seu assentamento individual.",
    ART_26: "A missão ou o estudo no exterior dependem de autorização, têm duração limitada e exigem permanência igual "
    "antes de novo afastamento, de licença de interesse particular ou de exoneração a pedido.",
    ART_27: "Durante o estágio probatório avaliam-se assiduidade, disciplina, iniciativa, "
    "produtividade e responsabilidade.",
    ART_27_PU: "Quatro meses antes do fim do estágio a avaliação é submetida à homologação da autoridade.",
    ART_28: "É estável o concursado, empossado em cargo permanente, que completa o tempo de efetivo exercício.",
    ART_29: "O estável só perde o cargo por sentença definitiva ou processo disciplinar com ampla defesa.",
    ART_44: "O cargo fica vago por exoneração, demissão, aposentadoria, falecimento e pelas demais causas legais.",
    ART_46: "A exoneração do cargo permanente é a pedido ou de ofício.",
    ART_47: "A exoneração do cargo temporário é a juízo da autoridade ou a pedido.",
    ART_111: "A licença para interesse particular exige dois anos de exercício e tem duração e intervalo limitados.",
    ART_118: "Enumera as ausências que contam como efetivo exercício.",
    ART_118_II: "O exercício de cargo temporário por servidor permanente conta como "
    "efetivo exercício do cargo de origem.",
    ART_259: "Os prazos contam-se em dias corridos, sem o primeiro e com o último; o que vence em dia sem expediente "
    "passa ao primeiro dia útil seguinte.",
    ART_259_P1: "A publicação em dia sem expediente vale como feita no dia útil seguinte, e o prazo começa no primeiro "
    "dia útil depois dela.",
    CF_37_XVI: "Só se acumulam cargos nas hipóteses da Constituição e com horários compatíveis.",
    DECRETO_7899: "O estágio probatório é avaliado a cada seis meses de exercício.",
    LC_152: "O servidor se aposenta compulsoriamente aos 75 anos (aos 70, se completados até 03/12/2015).",
    LEI_COMPULSORIA: "O servidor se aposenta compulsoriamente aos 75 anos (aos 70, se completados até 03/12/2015).",
    LEI_9504: "Em período eleitoral há restrições a nomear e exonerar, com exceções.",
    CODIGO_CIVIL_132: "Prazos em meses e anos terminam no dia de igual número ou, se ele não existe, no dia seguinte.",
}


def resumo(dispositivo: str) -> str:
    """Return our summary of a provision; of its article when the paragraph has none; empty when unknown."""
    if dispositivo in RESUMOS:
        return RESUMOS[dispositivo]
    return RESUMOS.get(dispositivo.split(",")[0], "")
