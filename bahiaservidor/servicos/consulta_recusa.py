"""Questions and answers about an act that the law refuses, or accepts only with a ressalva (rule 0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from ..documentos.consulta import Frase, PassoCalculo, Providencia, Questao, RequisitoExaminado
from ..estatuto import dispositivos as d
from ..estatuto.atos.base import Requisito
from ..estatuto.contagem import UM_DIA, aniversario
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.tipos import TipoPrazo, TipoRessalva
from .consulta_fatos import Autos
from .consulta_prazo import atos_da_lei, em_sequencia, prazos_dos_autos, proposto_desde
from .tipos import Analise, PedidoAto

_ATE: Final[Mapping[str, TipoPrazo]] = {
    "posse": TipoPrazo.POSSE,
    "exercicio": TipoPrazo.EXERCICIO,
    "prorrogacao_posse": TipoPrazo.POSSE,
    "submissao_avaliacao": TipoPrazo.SUBMISSAO_AVALIACAO,
    "reconsideracao_avaliacao": TipoPrazo.RECONSIDERACAO_AVALIACAO,
    "recurso_avaliacao": TipoPrazo.RECURSO_AVALIACAO,
}
"""Acts that are to be done within a deadline."""

_DEPOIS: Final[Mapping[str, TipoPrazo]] = {
    "tornar_sem_efeito": TipoPrazo.POSSE,
    "exoneracao_de_oficio": TipoPrazo.EXERCICIO,
    "cassacao_aposentadoria": TipoPrazo.EXERCICIO,
    "cassacao_disponibilidade": TipoPrazo.EXERCICIO,
    "aposentadoria": TipoPrazo.COMPULSORIA,
}
"""Acts that only fit once a deadline has run out."""

_COM_NUMERO: Final = frozenset({TipoPrazo.RECONSIDERACAO_AVALIACAO, TipoPrazo.RECURSO_AVALIACAO})

_DA_REVERSAO: Final = "R4"
"""The rule of the ages of the reversão (art. 36)."""


def prazo_do_ato(autos: Autos, pedido: PedidoAto) -> Prazo | None:
    """Return the open deadline that an act depends on; None when it has none: a closed one no longer says when."""
    tipo = _ATE.get(pedido.tipo) or _DEPOIS.get(pedido.tipo)
    if pedido.tipo == "tornar_sem_efeito" and autos.vinculo.aguarda_exercicio:
        tipo = TipoPrazo.EXERCICIO
    if pedido.tipo == "aposentadoria" and pedido.conteudo.get("tipo") not in (None, "compulsoria"):
        return None
    if pedido.tipo == "exoneracao_de_oficio" and pedido.conteudo.get("fundamento") not in (None, "nao_exercicio"):
        return None
    if pedido.tipo == "prorrogacao_posse" and autos.vinculo.prorrogacoes:
        return None  # the question is not until when: there is only one
    numero = pedido.conteudo.get("numero") if tipo in _COM_NUMERO else None
    abertos = [
        p for p in prazos_dos_autos(autos)
        if p.tipo is tipo and p.desfecho is None and numero in (None, p.numero)
        and (pedido.tipo in _ATE or pedido.tipo in atos_da_lei(autos, p))
    ]  # fmt: skip
    return abertos[-1] if abertos else None


def valores(analise: Analise, *, ato: str, dia: date, nome: str, hoje: date) -> dict[str, str | None]:
    """Return the fields that the texts about a refusal may use."""
    recusa = analise.recusa
    return {
        "ato": ato,
        "data": formatar_data(dia),
        "nome": nome,
        "hoje": formatar_data(hoje),
        "dispositivo": recusa.dispositivo if recusa is not None else "",
    }


def _frase(requisito: Requisito) -> str:
    texto = (requisito.falta or f"Não se atende a este requisito: {requisito.descricao}").rstrip(".")
    return f"{texto}."


def questoes_da_recusa(
    pedido: PedidoAto, analise: Analise, v: Mapping[str, str | None], dia: date, prazo: Prazo | None
) -> tuple[Questao, ...]:
    """Return the questions of a refusal and their answers, in order."""
    return (
        Questao(pergunta=Frase("q_pode_registrar", v), resposta=(Frase(_veredito(analise), v),)),
        *_dos_requisitos(analise, v),
        *_das_ressalvas(pedido, analise, v, dia),
        *_do_prazo(pedido, prazo, v),
        *_dos_avisos(analise, v),
    )


def _veredito(analise: Analise) -> str:
    if analise.recusa is not None:
        return "r_registrar_nunca" if analise.recusa.estrutural else "r_registrar_nao"
    if analise.reservas:
        return "r_registrar_com_ressalva"
    return "r_registrar_com_avisos" if analise.avisos else "r_registrar_sim"


def _dos_requisitos(analise: Analise, v: Mapping[str, str | None]) -> Iterator[Questao]:
    for requisito in analise.requisitos:
        if not requisito.recusa:
            continue
        campos = {
            **v, "descricao": requisito.descricao, "dispositivo": requisito.dispositivo, "falta": _frase(requisito),
        }  # fmt: skip
        resposta = "r_requisito_reserva" if requisito in analise.reservas else "r_requisito_falta"
        yield Questao(pergunta=Frase("q_requisito", campos), resposta=(Frase(resposta, campos),))


def _das_ressalvas(pedido: PedidoAto, analise: Analise, v: Mapping[str, str | None], dia: date) -> Iterator[Questao]:
    """Yield what ressalva would let the act in, and when none can (rule 0; R4)."""
    recusados = [r for r in analise.requisitos if r.recusa]
    if not recusados:
        return
    pergunta = Frase("q_ressalva", v)
    estruturais = [r for r in recusados if r.estrutural]
    especiais = [r for r in recusados if r.so_com]
    if estruturais:
        idade = estruturais[0].regra == _DA_REVERSAO and "idade" in estruturais[0].falta
        yield Questao(pergunta=pergunta, resposta=(Frase("r_ressalva_idade" if idade else "r_ressalva_nenhuma", v),))
        return
    if analise.recusa is None:
        resposta = [Frase("r_ressalva_apresentada", _da_ressalva(pedido, v))]
    elif especiais:
        tipos = _ou(especiais[0].so_com)
        resposta = [Frase("r_ressalva_especial", {**v, "tipos": tipos, "dispositivo": especiais[0].dispositivo})]
    else:
        tipos = _ou(tuple(TipoRessalva))
        resposta = [Frase("r_ressalva_qualquer", {**v, "tipos": tipos})]
    if pedido.ressalva is not None and not pedido.ressalva.vale_para(dia):
        resposta.append(Frase("r_ressalva_incompleta", v))
    yield Questao(pergunta=pergunta, resposta=resposta)


def _ou(tipos: Sequence[TipoRessalva]) -> str:
    *outros, ultimo = [_minuscula(tipo) for tipo in tipos]
    return f"{', '.join(outros)} ou {ultimo}"


def _minuscula(tipo: TipoRessalva) -> str:
    return tipo.rotulo[:1].lower() + tipo.rotulo[1:]


def _da_ressalva(pedido: PedidoAto, v: Mapping[str, str | None]) -> Mapping[str, str | None]:
    ressalva = pedido.ressalva
    if ressalva is None or ressalva.tipo is None or ressalva.data is None:
        return {**v, "ressalva": ""}
    return {**v, "ressalva": f"{_minuscula(ressalva.tipo)} nº {ressalva.numero}, de {formatar_data(ressalva.data)}"}


def _do_prazo(pedido: PedidoAto, prazo: Prazo | None, v: Mapping[str, str | None]) -> Iterator[Questao]:
    """Yield on which day, by the deadline alone, the act would have fitted, or will fit."""
    if prazo is None:
        return
    desde = proposto_desde(prazo)
    campos = {
        **v, "ultimo": formatar_data(prazo.vence_ultimo) if prazo.vence_ultimo is not None else "",
        "desde": formatar_data(desde) if desde is not None else "", "dispositivo": prazo.dispositivo,
    }  # fmt: skip
    ate = pedido.tipo in _ATE
    if desde is None:
        chave = "r_caberia_suspenso"
    elif prazo.retido:
        chave = "r_caberia_retido_ate" if ate else "r_caberia_retido"
    else:
        chave = "r_caberia_ate" if ate else "r_caberia_desde"
    pergunta = Frase("q_caberia_ate" if ate else "q_caberia_desde", campos)
    yield Questao(pergunta=pergunta, resposta=(Frase(chave, campos),))


def _dos_avisos(analise: Analise, v: Mapping[str, str | None]) -> Iterator[Questao]:
    if analise.avisos:
        texto = em_sequencia(analise.avisos)
        yield Questao(pergunta=Frase("q_avisos", v), resposta=(Frase("r_avisos", {**v, "avisos": texto}),))


# ------------------------------------------------------------------ computation, notes, what to do


def exame(analise: Analise) -> tuple[RequisitoExaminado, ...]:
    """Return each requirement with what was found, those refused first."""
    ordem = sorted(analise.requisitos, key=lambda r: (r.atendido, r.aviso))
    return tuple(
        RequisitoExaminado(descricao=r.descricao, dispositivo=r.dispositivo, resultado=_resultado(r, analise))
        for r in ordem
    )


def _resultado(requisito: Requisito, analise: Analise) -> str:
    if requisito.atendido:
        return "Atendido."
    if requisito.aviso:
        return f"Aviso: {_frase(requisito)}"
    if requisito in analise.reservas:
        return f"Não atendido, com ressalva: {_frase(requisito)}"
    return f"Não atendido: {_frase(requisito)}"


def passos_das_idades(autos: Autos, pedido: PedidoAto, dia: date) -> tuple[PassoCalculo, ...]:
    """Return how the ages of the reversão are reached (R4); () for another act or without the birth."""
    nascimento = autos.vida.nascimento
    if pedido.tipo != "reversao" or nascimento is None:
        return ()
    parametros = autos.regime.parametros
    limite = parametros.inteiro("idade_limite_reversao", dia)
    nunca = parametros.inteiro("idade_compulsoria", dia)
    aos, chega = aniversario(nascimento, limite), aniversario(nascimento, nunca)
    return (
        PassoCalculo(
            texto=f"Nascimento em {formatar_data(nascimento)}: completa {limite} anos em {formatar_data(aos)}.",
            dispositivo=d.ART_36,
        ),
        PassoCalculo(
            texto=f"Completa {nunca} anos, idade da aposentadoria compulsória em vigor em {formatar_data(dia)}, em "
            f"{formatar_data(chega)}.",
            dispositivo=d.LC_152,
        ),
        PassoCalculo(
            texto=f"Sem ressalva, a reversão cabe até {formatar_data(aos - UM_DIA)}; com decisão judicial ou parecer "
            f"da PGE, até {formatar_data(chega - UM_DIA)}; depois, nunca.",
            dispositivo=d.ART_36,
        ),
    )


def providencias_da_recusa(analise: Analise, v: Mapping[str, str | None]) -> tuple[Providencia, ...]:
    """Return what is to be done about an act refused, or accepted with a ressalva."""

    def uma(texto: str, quem: str, quando: str) -> Providencia:
        return Providencia(texto=Frase(texto, v), quem=Frase(quem, v), quando=Frase(quando, v))

    guardar = uma("pv_guardar", "quem_pessoal", "quando_agora")
    if analise.recusa is None:
        return (uma("pv_registrar_ato", "quem_pessoal", "quando_ja"), guardar)
    if analise.recusa.estrutural:
        return (
            uma("pv_nao_praticar", "quem_autoridade", "quando_ja"),
            uma("pv_conferir_livro", "quem_pessoal", "quando_ja"),
            guardar,
        )
    return (
        uma("pv_nao_praticar", "quem_autoridade", "quando_ja"),
        uma("pv_sanar", "quem_interessado_ou_pessoal", "quando_antes_do_ato"),
        uma("pv_se_consumado", "quem_pessoal", "quando_com_documento"),
        uma("pv_ouvir_pge", "quem_pessoal", "quando_duvida"),
        guardar,
    )
