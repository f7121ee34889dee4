"""The verbs of the Diário Oficial, in text of small letters without accents, and the kinds of leave its words name."""

from __future__ import annotations

import re
from typing import Final

_R: Final = re.compile

# Longer wordings first: "colocar à disposição" before nothing, "tornar sem efeito" before "tornar".
_VERBOS: Final[tuple[tuple[str, str], ...]] = (
    ("tornar sem efeito", r"torn(?:ar|a|o|am) sem efeitos?"),
    ("cessar o efeito", r"(?:fazer )?cess(?:ar|a) (?:o efeito|os efeitos)"),
    ("cessar", r"cessar"),
    ("colocar em disponibilidade", r"(?:colocar|por) em disponibilidade"),
    ("colocar à disposição", r"(?:colocar|por) a disposicao"),
    ("declarar vacância", r"declarar (?:a )?vacancia|declarar vagos?"),
    ("declarar estável", r"declarar (?:a )?(?:estavel|estaveis|estabilidade)"),
    ("declarar", r"declarar"),
    ("cassar", r"cassar"),
    ("exonerar", r"exonerar|ficam? exonerad[oa]s?"),
    ("nomear", r"nomear|ficam? nomead[oa]s?"),
    ("designar", r"designar|ficam? designad[oa]s?"),
    ("dispensar", r"dispensar|ficam? dispensad[oa]s?"),
    ("considerar", r"considerar"),
    ("aposentar", r"aposentar|ficam? aposentad[oa]s?"),
    ("conceder", r"conceder|ficam? concedid[oa]s?"),
    ("convocar", r"convocar|ficam? convocad[oa]s?"),
    ("retificar", r"retificar|ficam? retificad[oa]s?"),
    ("remover", r"remover|ficam? removid[oa]s?"),
    ("relotar", r"relotar|lotar"),
    ("readaptar", r"readaptar"),
    ("reverter", r"reverter"),
    ("aproveitar", r"aproveitar"),
    ("reintegrar", r"reintegrar"),
    ("reconduzir", r"reconduzir"),
    ("demitir", r"demitir"),
    ("promover", r"promover"),
    ("progredir", r"progredir|enquadrar"),
    ("redistribuir", r"redistribuir"),
    ("averbar", r"averbar"),
    ("prorrogar", r"prorrogar|ficam? prorrogad[oa]s?"),
    ("autorizar", r"autorizar"),
    ("suspender", r"suspender"),
    ("interromper", r"interromper"),
    ("homologar", r"homologar"),
    ("ceder", r"ceder"),
    ("revogar", r"revogar"),
    ("anular", r"anular"),
    ("republicar", r"republicar"),
    ("extinguir", r"extinguir"),
    ("transformar", r"transformar"),
    ("atribuir", r"atribuir"),
    ("aplicar", r"aplicar"),
    ("fazer retornar", r"fazer retornar|retornar"),
    ("transferir", r"transferir"),
)
# Without groups inside: an alternative that begins with a letter is left at that letter.
VERBO: Final = _R(r"\b(?:" + "|".join(expressao for _, expressao in _VERBOS) + r")\b")
"""Any of them, in text of small letters without accents."""
_QUAL: Final = tuple((nome, _R(rf"(?:{expressao})\b")) for nome, expressao in _VERBOS)


def nome_do_verbo(achado: re.Match[str]) -> str:
    """Return the verb found by ``VERBO``, in the infinitive."""
    return next(nome for nome, expressao in _QUAL if expressao.match(achado[0]))


_MOTIVOS: Final[tuple[tuple[str, str], ...]] = (
    ("licenca_gestante", r"licenca\W{1,3}(?:a )?(?:gestante|maternidade)"),
    ("licenca_adotante", r"licenca\W{1,3}(?:a )?adotante"),
    ("licenca_paternidade", r"licenca\W{1,3}(?:a )?paternidade"),
    ("licenca_premio", r"lice[nc]{2}a\W{1,3}premio"),
    ("doenca_familia", r"doenca (?:em|de) pessoa d[ae] (?:sua )?familia|acompanhar pessoa d[ae] familia"),
    ("acidente_servico", r"acidente (?:em|de) (?:servico|trabalho)"),
    (
        "licenca_saude",
        r"(?:licenca|afastamento)\W{1,3}(?:(?:para|p/) )?(?:tratamento (?:de|da propria) )?saude"
        r"|licenca medica|tratamento de saude",
    ),
    ("interesse_particular", r"interesses? particular(?:es)?|licenca sem vencimentos?"),
    ("acompanhar_conjuge", r"acompanhar (?:o |seu )?conjuge|afastamento do conjuge"),
    ("mandato_sindical", r"mandato (?:classista|sindical|em entidade sindical)"),
    ("mandato_eletivo", r"mandato eletivo|atividade politica|cargo eletivo"),
    ("servico_militar", r"servico militar"),
    ("estudo_exterior", r"estudos? no exterior|(?:mestrado|doutorado|pos-graduacao|curso)\b[^.;]{0,80}\bno exterior"),
    ("missao_exterior", r"missao (?:oficial )?no exterior"),
    ("estudo", r"\b(?:mestrado|doutorado|pos-doutorado|pos-graduacao|afastamento para estudos?|curso de)\b"),
    ("treinamento", r"programa de treinamento"),
    ("a_disposicao", r"a disposicao d"),
    ("ferias", r"\bferias\b"),
    ("casamento", r"licenca\W{1,3}(?:gala|casamento)|casamento"),
    ("luto", r"licenca\W{1,3}nojo|\bluto\b"),
    ("transito", r"\btransito\b"),
    ("afastamento_preventivo", r"afastamento preventivo|afastar preventivamente"),
    ("prisao", r"\bprisao\b"),
    ("suspensao", r"suspensao\b"),
    ("servidor_atleta", r"servidor\W{1,3}atleta"),
)  # fmt: skip
_MOTIVO: Final = _R("|".join(expressao for _, expressao in _MOTIVOS))
_QUAL_MOTIVO: Final = tuple((motivo, _R(expressao)) for motivo, expressao in _MOTIVOS)


def motivo_do_afastamento(chave: str) -> str | None:
    """Return the kind of afastamento the words tell, as in ``estatuto.tipos.MotivoAfastamento``."""
    achado = _MOTIVO.search(chave)
    if achado is None:
        return None
    return next(motivo for motivo, expressao in _QUAL_MOTIVO if expressao.match(chave, achado.start()))
