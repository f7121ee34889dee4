"""What the statute asks from the promoção to the leaves and the counting of terms (arts. 30 to 259), in our words."""

from __future__ import annotations

from typing import Final

DA_VIDA: Final[dict[str, str]] = {
    "art. 30": "A promoção leva o servidor de uma classe ou referência à seguinte, dentro da carreira, por merecimento "
    "ou por antiguidade.",
    "art. 31": "Não é promovido quem está em estágio probatório nem quem está fora do efetivo exercício na "
    "administração do Estado, salvo por antiguidade ou no exercício de mandato eletivo.",
    "art. 32": "O merecimento é apurado segundo critérios objetivos, postos em regulamento.",
    "art. 33": "A antiguidade é o tempo de efetivo exercício na classe; a lei diz como se desempata.",
    "art. 34": "Volta à atividade o aposentado por invalidez quando a junta médica oficial declara que o motivo da "
    "aposentadoria acabou.",
    "art. 34, parágrafo único": "Quem não entra em exercício em 30 dias da publicação da reversão tem a aposentadoria "
    "cassada.",
    "art. 35": "A reversão é no mesmo cargo ou naquele em que foi transformado; sem posto livre, a pessoa aguarda em "
    "disponibilidade.",
    "art. 36": "Não reverte quem já completou 70 anos.",
    "art. 37": "Extinto o cargo ou declarado desnecessário, o estável fica em disponibilidade.",
    "art. 38": "Quem está em disponibilidade é aproveitado na primeira vaga de cargo compatível, antes de qualquer "
    "nomeação.",
    "art. 39": "Sem exercício no prazo, o aproveitamento é tornado sem efeito e a disponibilidade é cassada, salvo "
    "doença comprovada por junta médica oficial.",
    "art. 40": "O estável eleito para a direção de entidade sindical fica à disposição dela enquanto durar o mandato, "
    "dentro do número de lugares da entidade.",
    "art. 40, § 4º": "Durante o mandato sindical e nos seis meses seguintes não há relotação nem remoção de ofício.",
    "art. 41": "O estável demitido por decisão depois desfeita, em sentença definitiva ou em revisão do processo, "
    "volta ao seu cargo ou àquele em que foi transformado.",
    "art. 42": "O estável que ocupava o cargo do reintegrado volta ao cargo que tinha antes, ou é aproveitado em "
    "outro.",
    "art. 42, parágrafo único": "Sem cargo a que voltar nem outro em que ser aproveitado, fica em disponibilidade.",
    "art. 43": "Quem sofre limitação comprovada pela junta médica passa a atribuições compatíveis com ela; não muda de "
    "cargo nem de remuneração.",
    "art. 44": "O cargo fica vago por exoneração, demissão, aposentadoria, falecimento e pelas demais causas legais.",
    "art. 45": "Diz em que dia a vaga se considera aberta, conforme a sua causa.",
    "art. 46": "A exoneração do cargo permanente é a pedido ou de ofício.",
    "art. 47": "A exoneração do cargo temporário é a juízo da autoridade ou a pedido.",
    "art. 48": "A demissão é penalidade, aplicada nos casos que a lei enumera.",
    "art. 49": "A relotação leva o servidor, com o seu cargo, a outro órgão do mesmo Poder.",
    "art. 50": "A remoção muda a unidade em que o servidor serve, dentro do mesmo quadro, e pede lugar livre.",
    "art. 50, § 1º": "A remoção por motivo de saúde, comprovado, dispensa o lugar livre.",
    "art. 101": "Licença para cuidar de pessoa da família que está doente; não conta como efetivo exercício.",
    "art. 102": "Licença para acompanhar o cônjuge ou companheiro que foi para outro lugar; não conta como efetivo "
    "exercício.",
    "art. 103": "Licença para o serviço militar obrigatório; quem é desincorporado tem 30 dias para voltar.",
    "art. 104": "Licenças ligadas à atividade política e ao mandato eletivo.",
    "art. 107": "Licença-prêmio por assiduidade, depois de cada período de exercício sem faltas que a impeçam.",
    "art. 111": "A licença para interesse particular exige dois anos de exercício e tem duração e intervalo limitados.",
    "art. 113": "Enumera as ausências de poucos dias, sem prejuízo, como as de casamento, luto e doação de sangue.",
    "art. 118": "Enumera as ausências que contam como efetivo exercício.",
    "art. 118, inciso I": "As férias contam como efetivo exercício.",
    "art. 118, inciso II": "O exercício de cargo temporário por servidor permanente conta como efetivo exercício do "
    "cargo de origem.",
    "art. 118, inciso III": "O treinamento regularmente instituído conta como efetivo exercício.",
    "art. 118, inciso IV": "O mandato eletivo conta como efetivo exercício.",
    "art. 118, inciso V": "O serviço militar obrigatório conta como efetivo exercício.",
    "art. 118, inciso VI": "O júri e outros serviços que a lei torna obrigatórios contam como efetivo exercício.",
    "art. 118, inciso VII": "A missão e o estudo autorizados, no país ou fora dele, contam como efetivo exercício.",
    "art. 118, inciso VIII": "A falta abonada pela chefia conta como efetivo exercício até três dias por mês e doze "
    "por ano.",
    "art. 118, inciso IX": "O tempo de prisão conta como efetivo exercício se a pessoa for absolvida em definitivo.",
    "art. 118, inciso X": "O afastamento preventivo conta como efetivo exercício se o processo não der em punição "
    "maior que a advertência.",
    "art. 118, inciso XI": "Contam como efetivo exercício as licenças à gestante, à adotante e à paternidade, as de "
    "saúde e de acidente em serviço, a prêmio e a do servidor-atleta.",
    "art. 118, inciso XII": "O mandato sindical do art. 40 conta como efetivo exercício, exceto para promoção por "
    "merecimento.",
    "art. 250": "O processo disciplinar pode ser revisto quando surgem fatos que mostram inocência ou pena excessiva.",
    "art. 259": "Os prazos contam-se em dias corridos, sem o primeiro e com o último; o que vence em dia sem "
    "expediente passa ao primeiro dia útil seguinte.",
    "art. 259, §§ 1º e 2º": "A publicação em dia sem expediente vale como feita no dia útil seguinte, e o prazo começa "
    "no primeiro dia útil depois dela.",
}

A_CONFERIR: Final = frozenset(
    {
        "art. 32", "art. 33", "art. 44", "art. 45", "art. 48", "art. 50", "art. 50, § 1º", "art. 104", "art. 107",
        "art. 113", "art. 250", "art. 259", "art. 259, §§ 1º e 2º",
    }
)  # fmt: skip
"""Provisions that nobody has read in the law's text, or that rest on a single source: the program says so."""
