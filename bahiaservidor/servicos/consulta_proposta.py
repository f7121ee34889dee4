"""Questions and answers about an act that the law suggests: what, since when, what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ..documentos.consulta import Frase, PassoCalculo, Providencia, Questao
from ..estatuto import dispositivos as d
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from .consulta_fatos import Autos
from .consulta_prazo import em_sequencia, prazos_dos_autos, propostas_do_prazo, proposto_desde
from .tipos import Analise, Proposta

_OUTROS: Final[Mapping[tuple[str, str], str]] = {
    ("tornar_sem_efeito", d.ART_39): "tornar_sem_efeito_aproveitamento",
    ("exoneracao_de_oficio", d.ART_27): "exoneracao_de_oficio_reprovado",
    ("aproveitamento", d.ART_42_PU): "aproveitamento_excedente",
    ("disponibilidade", d.ART_42_PU): "disponibilidade_excedente",
}
"""Acts that have more than one ground, by the provision of the other one."""


_DO_QUADRO: Final = frozenset({"aproveitamento", "disponibilidade", "reconducao"})
"""Acts suggested by posts: while there is one, or there is none."""


def especie(proposta: Proposta) -> str:
    """Return which proposal it is: the act, told apart by its ground where it has two."""
    return _OUTROS.get((proposta.ato, proposta.dispositivo), proposta.ato)


def prazo_da_proposta(autos: Autos, proposta: Proposta) -> Prazo | None:
    """Return the deadline whose lapse makes the law suggest the act, None when posts or a homologação do."""
    for prazo in prazos_dos_autos(autos):
        for legal in propostas_do_prazo(autos, prazo):
            if (legal.ato, legal.dispositivo) == (proposta.ato, proposta.dispositivo):
                return prazo
    return None


def primeiro_dia(proposta: Proposta, prazo: Prazo | None) -> date | None:
    """Return the first day on which the act could be proposed; None when nothing registered says it."""
    return proposto_desde(prazo) if prazo is not None else proposta.desde


def valores(autos: Autos, proposta: Proposta, prazo: Prazo | None) -> dict[str, str | None]:
    """Return the fields that the texts about a proposal may use."""
    desde = primeiro_dia(proposta, prazo)
    return {
        "hoje": formatar_data(autos.hoje),
        "nome": proposta.nome,
        "ato": proposta.rotulo,
        "razao": proposta.razao[:1].lower() + proposta.razao[1:],
        "dispositivo": proposta.dispositivo,
        "desde": formatar_data(desde) if desde is not None else "",
        "vence": _data(prazo.vence if prazo is not None else None),
        "ultimo": _data(prazo.vence_ultimo if prazo is not None else None),
    }


def _data(dia: date | None) -> str:
    return formatar_data(dia) if dia is not None else ""


def questoes_da_proposta(
    proposta: Proposta, prazo: Prazo | None, analise: Analise, v: Mapping[str, str | None]
) -> tuple[Questao, ...]:
    """Return the questions of a proposal and their answers on the day, in order."""
    return (
        Questao(
            pergunta=Frase("q_proposta_ato", v),
            resposta=(Frase(f"r_proposta_{especie(proposta)}", v), Frase("r_proposta_razao", v)),
        ),
        Questao(pergunta=Frase("q_proposta_desde", v), resposta=(Frase(_desde(proposta, prazo, v), v),)),
        Questao(pergunta=Frase("q_proposta_automatica", v), resposta=(Frase("r_proposta_automatica", v),)),
        Questao(pergunta=Frase("q_proposta_requisitos", v), resposta=tuple(_requisitos(analise, v))),
        Questao(pergunta=Frase("q_proposta_obsta", v), resposta=(Frase(f"r_obsta_{especie(proposta)}", v),)),
        *_efeitos(analise, v),
    )


def _desde(proposta: Proposta, prazo: Prazo | None, v: Mapping[str, str | None]) -> str:
    if prazo is not None:
        return "r_proposta_desde_idade" if proposta.ato == "aposentadoria" else "r_proposta_desde_prazo"
    if not v["desde"]:
        return "r_proposta_desde_nada"
    return "r_proposta_desde_condicao" if proposta.ato in _DO_QUADRO else "r_proposta_desde_fato"


def _requisitos(analise: Analise, v: Mapping[str, str | None]) -> Iterator[Frase]:
    recusados = [r for r in analise.requisitos if r.recusa]
    if analise.campos_incompletos:
        yield Frase("r_proposta_incompleta", v)
    elif recusados:
        faltas = [r.falta or r.descricao for r in recusados]
        texto = " ".join(f"{falta.rstrip('.')}." for falta in faltas)
        yield Frase("r_proposta_nao_reune", {**v, "faltas": texto})
    else:
        yield Frase("r_proposta_reune", v)
    if analise.avisos:
        texto = em_sequencia(analise.avisos)
        yield Frase("r_proposta_avisos", {**v, "avisos": texto})


def _efeitos(analise: Analise, v: Mapping[str, str | None]) -> Iterator[Questao]:
    if analise.efeitos:
        texto = em_sequencia(analise.efeitos)
        resposta = (Frase("r_proposta_efeitos", {**v, "efeitos": texto}),)
        yield Questao(pergunta=Frase("q_proposta_efeitos", v), resposta=resposta)


def passos_sem_prazo(proposta: Proposta) -> tuple[PassoCalculo, ...]:
    """Return what stands for the computation when no deadline ran out: the fact that makes the law suggest the act."""
    passos = [PassoCalculo(texto=proposta.razao, dispositivo=proposta.dispositivo)]
    if proposta.desde is not None:
        texto = f"O fato de que resulta a proposta é de {formatar_data(proposta.desde)}."
        passos.append(PassoCalculo(texto=texto, dispositivo=proposta.dispositivo))
    return tuple(passos)


def providencias_da_proposta(proposta: Proposta, v: Mapping[str, str | None]) -> tuple[Providencia, ...]:
    """Return what is to be done about a proposal, by whom, by when."""

    def uma(texto: str, quem: str, quando: str) -> Providencia:
        return Providencia(texto=Frase(texto, v), quem=Frase(quem, v), quando=Frase(quando, v))

    fixo = bool(v["desde"]) and proposta.ato not in _DO_QUADRO
    return (
        uma("pv_instruir_proposta", "quem_pessoal", "quando_ja"),
        uma("pv_conferir_nada_novo", "quem_pessoal", "quando_antes_do_ato"),
        uma(
            "pv_decidir_proposta",
            "quem_autoridade",
            "quando_desde" if fixo else "quando_ja",
        ),
        uma("pv_publicar_registrar", "quem_pessoal", "quando_publicado"),
        uma("pv_guardar", "quem_pessoal", "quando_agora"),
    )
