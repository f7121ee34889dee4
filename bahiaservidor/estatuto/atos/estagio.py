"""Estágio probatório (arts. 27 and 28): avaliação, submissão and homologação."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..agil import agil
from ..avaliacoes import FATORES, Notas, decimal_em_palavras, enumerar_avaliacoes, escala_do_estagio, quais_avaliacoes
from ..copia import replace
from ..prazos import duracao_do_estagio, prazos_do_vinculo
from ..prazos_avaliacao import termo_da_reconsideracao, termo_do_recurso
from ..tipos import ResultadoEstagio, SituacaoInicial, TipoPrazo
from ..vida import Avaliacao, Homologacao, VidaFuncional, Vinculo
from .base import (
    Ato,
    Contexto,
    DefinicaoAto,
    Requisito,
    TipoCampo,
    aviso,
    campo,
    estrutural,
    exige_autoridade,
    requisito,
)

_FATORES = "Fatores (art. 27)"


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class AvaliacaoEstagio:
    """Content of one evaluation; the scale of the scores is a setting of the installation."""

    numero: int = campo("Número da avaliação", TipoCampo.INTEIRO, dispositivo=d.DECRETO_7899)
    data: date = campo("Data da avaliação", TipoCampo.DATA, dispositivo=d.ART_27)
    satisfatoria: bool = campo("Satisfatória", TipoCampo.SIM_NAO, padrao=True, conferir=True)
    assiduidade: int | None = campo("Assiduidade", TipoCampo.INTEIRO, padrao=None, grupo=_FATORES)
    disciplina: int | None = campo("Disciplina", TipoCampo.INTEIRO, padrao=None, grupo=_FATORES)
    iniciativa: int | None = campo("Capacidade de iniciativa", TipoCampo.INTEIRO, padrao=None, grupo=_FATORES)
    produtividade: int | None = campo("Produtividade", TipoCampo.INTEIRO, padrao=None, grupo=_FATORES)
    responsabilidade: int | None = campo("Responsabilidade", TipoCampo.INTEIRO, padrao=None, grupo=_FATORES)
    avaliador: str = campo("Avaliador (chefe imediato)", TipoCampo.TEXTO, padrao="")
    ciencia: date | None = campo(
        "Ciência do servidor", TipoCampo.DATA, padrao=None,
        ajuda="Dela se contam os dias do pedido de reconsideração; pode ser registrada depois.",
    )  # fmt: skip

    @property
    def com_notas(self) -> bool:
        """Tell whether any score was given."""
        return any(getattr(self, nome) is not None for nome, _ in FATORES)

    @property
    def notas(self) -> Notas:
        """The five scores."""
        return Notas(**{nome: getattr(self, nome) for nome, _ in FATORES})


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissaoAvaliacao:
    """Content of the submission to homologação."""

    data: date = campo("Data da submissão", TipoCampo.DATA, dispositivo=d.ART_27_PU)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class HomologacaoEstagio:
    """Content of the homologação."""

    data: date = campo("Data da homologação", TipoCampo.DATA, dispositivo=d.ART_27_PU)
    resultado: ResultadoEstagio = campo("Resultado", TipoCampo.ESCOLHA, padrao=ResultadoEstagio.APROVADO)
    decisoes: bool = campo(
        "Decisões do chefe e da comissão presentes",
        TipoCampo.SIM_NAO,
        padrao=True,
        dispositivo=d.ART_27,
        conferir=True,
    )
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


def em_estagio(vinculo: Vinculo, dia: date, dispositivo: str) -> Requisito | None:
    """Return the structural requirement of every act of the estágio that fails on the day, or None (S1)."""
    if not vinculo.permanente:
        return estrutural("S1", "O cargo é permanente", dispositivo, "Só o cargo permanente tem estágio probatório.")
    inicial = vinculo.inicial
    if inicial is not None and dia >= inicial.data and inicial.situacao is not SituacaoInicial.EM_ESTAGIO_PROBATORIO:
        return estrutural(
            "S1", "O vínculo está em estágio probatório", dispositivo,
            f"O assentamento inicial diz que a pessoa não está em estágio: {inicial.situacao.rotulo.lower()}.",
        )  # fmt: skip
    if vinculo.exercicio is None:
        return estrutural("S1", "O exercício começou", dispositivo, "O exercício ainda não começou.")
    if dia < vinculo.exercicio.data:
        return estrutural(
            "S1", "A data não é anterior ao exercício", dispositivo,
            f"O exercício começou em {vinculo.exercicio.data:%d/%m/%Y}.",
        )  # fmt: skip
    fim = vinculo.encerrado_em
    if fim is not None and dia >= fim.data:
        return estrutural("S1", "O vínculo existe", dispositivo, f"O vínculo terminou em {fim.data:%d/%m/%Y}.")
    return None


def _admite_avaliacao(vida: VidaFuncional, vinculo: Vinculo, conteudo: AvaliacaoEstagio) -> Requisito | None:
    falta = em_estagio(vinculo, conteudo.data, d.ART_27)
    if falta is None and conteudo.ciencia is not None and conteudo.ciencia < conteudo.data:
        return estrutural(
            "S2", "A ciência não é anterior à avaliação", d.ART_27, "A ciência do servidor é anterior à avaliação."
        )
    return falta


def _proxima(vida: VidaFuncional) -> int:
    """Return the first number not yet evaluated in the latest vínculo."""
    feitas = {a.numero for vinculo in vida.vinculos[-1:] for a in vinculo.avaliacoes}
    return next(numero for numero in range(1, len(feitas) + 2) if numero not in feitas)


def _requisitos_avaliacao(contexto: Contexto, conteudo: AvaliacaoEstagio) -> Iterator[Requisito]:
    assert contexto.vinculo is not None
    assert contexto.vinculo.exercicio is not None
    exercicio = contexto.vinculo.exercicio.data
    quantas = duracao_do_estagio(contexto.regime, exercicio) // contexto.parametros.inteiro(
        "avaliacao_intervalo_meses", exercicio
    )
    yield requisito(
        "S2", f"Avaliação de 1 a {quantas}", d.ART_27, 1 <= conteudo.numero <= quantas,
        f"O estágio tem {quantas} avaliações, numeradas de 1 a {quantas}.",
    )  # fmt: skip
    repetida = any(a.numero == conteudo.numero for a in contexto.vinculo.avaliacoes)
    yield aviso(
        "S2", "A avaliação ainda não estava registrada", d.ART_27, not repetida,
        f"A avaliação nº {conteudo.numero} já estava registrada: o prazo continua cumprido pela de data mais antiga.",
    )  # fmt: skip
    if conteudo.ciencia is not None:
        yield requisito(
            "S2", "A ciência do servidor já aconteceu", d.ART_22, conteudo.ciencia <= contexto.hoje,
            f"A ciência é de {conteudo.ciencia:%d/%m/%Y}, que ainda não chegou: registre-a quando acontecer.",
        )  # fmt: skip
    yield from _das_notas(contexto, conteudo, exercicio)


def _das_notas(contexto: Contexto, conteudo: AvaliacaoEstagio, exercicio: date) -> Iterator[Requisito]:
    """Judge the scores against the scale and the minimum that were set; without scores nothing is said."""
    if not conteudo.com_notas:
        return
    notas = conteudo.notas
    escala = escala_do_estagio(contexto.parametros, exercicio)
    if escala.minimo is not None or escala.maximo is not None:
        fora = escala.fora(notas)
        yield requisito(
            "S2", "As notas estão na escala", d.ART_27, not fora,
            f"Fora da escala de {escala.minimo} a {escala.maximo}: {', '.join(fora)}.",
        )  # fmt: skip
    yield aviso("S2", "Os cinco fatores têm nota", d.ART_27, notas.completas, f"Sem nota: {', '.join(notas.faltam)}.")
    sugerida, media = escala.sugere(notas), notas.media
    if sugerida is None or media is None or escala.nota_minima is None:
        return
    yield aviso(
        "S2", "O resultado é o que as notas indicam", d.ART_27, sugerida is conteudo.satisfatoria,
        f"A média é {decimal_em_palavras(media)} e a mínima é {decimal_em_palavras(escala.nota_minima)}: as notas "
        f"indicam avaliação {'satisfatória' if sugerida else 'não satisfatória'}, e marcou-se o contrário.",
    )  # fmt: skip


def _aplicar_avaliacao(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    if any(a.numero == ato.conteudo.numero for a in vinculo.avaliacoes):
        # The fold goes by date: the one already there is the earlier.
        return vida
    conteudo: AvaliacaoEstagio = ato.conteudo
    nova = Avaliacao(
        numero=conteudo.numero,
        fato=ato.fato,
        satisfatoria=conteudo.satisfatoria,
        notas=conteudo.notas if conteudo.com_notas else None,
        avaliador=conteudo.avaliador,
        ciencia=conteudo.ciencia,
    )
    return vida.com(replace(vinculo, avaliacoes=(*vinculo.avaliacoes, nova)))


AVALIACAO = DefinicaoAto(
    tipo="avaliacao_estagio",
    traz=TipoPrazo.AVALIACAO_SEMESTRAL,
    rotulo="Avaliação do estágio probatório",
    registrado="Avaliação registrada",
    dispositivo=d.ART_27,
    conteudo=AvaliacaoEstagio,
    campo_data="data",
    ordem=60,
    sonda=lambda vida, dia: {"numero": _proxima(vida)},
    admite=_admite_avaliacao,
    requisitos=_requisitos_avaliacao,
    aplicar=_aplicar_avaliacao,
)


def _admite_submissao(vida: VidaFuncional, vinculo: Vinculo, conteudo: SubmissaoAvaliacao) -> Requisito | None:
    return em_estagio(vinculo, conteudo.data, d.ART_27_PU)


def _requisitos_submissao(contexto: Contexto, conteudo: SubmissaoAvaliacao) -> Iterator[Requisito]:
    assert contexto.vinculo is not None
    anterior = contexto.vinculo.submissao
    if anterior is not None:
        yield aviso(
            "S3", "A avaliação ainda não tinha sido submetida", d.ART_27_PU, False,
            f"A avaliação já foi submetida em {anterior.data:%d/%m/%Y}: vale a submissão de data mais antiga.",
        )  # fmt: skip


def _aplicar_submissao(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    return vida if vinculo.submissao is not None else vida.com(replace(vinculo, submissao=ato.fato))


SUBMISSAO = DefinicaoAto(
    tipo="submissao_avaliacao",
    traz=TipoPrazo.FIM_ESTAGIO,
    rotulo="Submissão da avaliação à homologação",
    registrado="Submissão registrada",
    dispositivo=d.ART_27_PU,
    conteudo=SubmissaoAvaliacao,
    campo_data="data",
    ordem=65,
    admite=_admite_submissao,
    requisitos=_requisitos_submissao,
    aplicar=_aplicar_submissao,
)


def _admite_homologacao(vida: VidaFuncional, vinculo: Vinculo, conteudo: HomologacaoEstagio) -> Requisito | None:
    falta = em_estagio(vinculo, conteudo.data, d.ART_27_PU)
    if falta is not None:
        return falta
    if vinculo.submissao is None:
        return estrutural(
            "S3", "A avaliação foi submetida à homologação", d.ART_27_PU, "A avaliação não foi submetida à homologação."
        )
    if conteudo.data < vinculo.submissao.data:
        return estrutural(
            "S3", "A homologação não é anterior à submissão", d.ART_27_PU,
            f"A submissão é de {vinculo.submissao.data:%d/%m/%Y}.",
        )  # fmt: skip
    if vinculo.homologacao is not None:
        return estrutural(
            "S3", "O estágio ainda não foi homologado", d.ART_27_PU,
            f"O estágio foi homologado em {vinculo.homologacao.fato.data:%d/%m/%Y}.",
        )  # fmt: skip
    return None


def _requisitos_homologacao(contexto: Contexto, conteudo: HomologacaoEstagio) -> Iterator[Requisito]:
    if conteudo.resultado is ResultadoEstagio.REPROVADO:
        faltam = _avaliacoes_que_faltam(contexto, conteudo)
        yield requisito(
            "S7", "As avaliações devidas até a submissão foram feitas", d.ART_27, not faltam,
            f"Falta a avaliação nº {enumerar_avaliacoes(faltam)}.",
        )  # fmt: skip
        yield requisito(
            "S7", "Há decisão do chefe e da comissão", d.ART_27, conteudo.decisoes,
            "Faltam as decisões do chefe imediato e da comissão.",
        )  # fmt: skip
        yield from _pedidos_abertos(contexto, conteudo)
    else:
        yield from _avisos_da_aprovacao(contexto, conteudo)
    yield from exige_autoridade(contexto, conteudo.data, d.ART_9)


def _pedidos_abertos(contexto: Contexto, conteudo: HomologacaoEstagio) -> Iterator[Requisito]:
    """Judge what the servidor asked for against the evaluations: who fails is heard first (S7)."""
    vinculo = contexto.vinculo
    assert vinculo is not None
    pendentes = [
        a.numero
        for a in vinculo.avaliacoes
        for p in (a.reconsideracao, a.recurso)
        if p is not None and p.data <= conteudo.data and (p.decisao is None or p.decisao > conteudo.data)
    ]
    if any(a.reconsideracao is not None for a in vinculo.avaliacoes):
        yield requisito(
            "S7", "Os pedidos de reconsideração e os recursos foram decididos", d.ART_27, not pendentes,
            f"Falta decidir o que se pediu contra a avaliação nº {enumerar_avaliacoes(pendentes)}.",
        )  # fmt: skip
    correndo = [a.numero for a in vinculo.avaliacoes if _ainda_cabe_pedido(contexto, a, conteudo.data)]
    if correndo:
        yield aviso(
            "S7", "O prazo para pedir reconsideração já terminou", d.ART_27, False,
            "Ainda corre o prazo para pedir reconsideração ou recorrer da avaliação nº "
            f"{enumerar_avaliacoes(correndo)}.",
        )  # fmt: skip
    insatisfatorias = [a.numero for a in vinculo.avaliacoes if not a.prevalece]
    if vinculo.avaliacoes and not insatisfatorias:
        yield aviso(
            "S7", "Há avaliação não satisfatória", d.ART_27, False,
            "Todas as avaliações registradas são satisfatórias: confira o resultado.",
        )  # fmt: skip


def _ainda_cabe_pedido(contexto: Contexto, avaliacao: Avaliacao, dia: date) -> bool:
    if avaliacao.satisfatoria or avaliacao.ciencia is None:
        return False
    pedido = avaliacao.reconsideracao
    if pedido is None:
        return dia <= termo_da_reconsideracao(contexto.regime, avaliacao.ciencia).vence_ultimo
    if pedido.decisao is None or pedido.deferido or avaliacao.recurso is not None:
        return False
    return dia <= termo_do_recurso(contexto.regime, pedido.decisao).vence_ultimo


def _avisos_da_aprovacao(contexto: Contexto, conteudo: HomologacaoEstagio) -> Iterator[Requisito]:
    """Warn of what an approval leaves behind; the law asks for the submission, and no more."""
    vinculo = contexto.vinculo
    assert vinculo is not None
    faltam = _avaliacoes_que_faltam(contexto, conteudo, ate=conteudo.data)
    if faltam:
        yield aviso(
            "S2", "As avaliações devidas foram feitas", d.DECRETO_7899, False,
            f"{'Falta' if len(faltam) == 1 else 'Faltam'} {quais_avaliacoes(faltam)}.",
        )  # fmt: skip
    fim = _fim_do_estagio(contexto, conteudo)
    if fim is not None and conteudo.data > fim:
        yield aviso(
            "S4", "A homologação sai até o fim do estágio", d.ART_28, False,
            f"O tempo do estágio se completou em {fim:%d/%m/%Y} sem homologação: ouça a PGE.",
        )  # fmt: skip
    insatisfatorias = [a.numero for a in vinculo.avaliacoes if not a.prevalece and a.fato.data <= conteudo.data]
    if insatisfatorias:
        yield aviso(
            "S2", "As avaliações são satisfatórias", d.ART_27, False,
            f"Não {'é satisfatória' if len(insatisfatorias) == 1 else 'são satisfatórias'} "
            f"{quais_avaliacoes(insatisfatorias)}: confira o resultado.",
        )  # fmt: skip


def _fim_do_estagio(contexto: Contexto, conteudo: HomologacaoEstagio) -> date | None:
    assert contexto.vinculo is not None
    prazos = prazos_do_vinculo(contexto.vida, contexto.vinculo, lambda _u, _i: contexto.regime, conteudo.data)
    return next((p.vence for p in prazos if p.tipo is TipoPrazo.FIM_ESTAGIO), None)


def _avaliacoes_que_faltam(contexto: Contexto, conteudo: HomologacaoEstagio, *, ate: date | None = None) -> list[int]:
    """Return the evaluations due until a day (the submission) that are not registered up to the homologação."""
    vinculo = contexto.vinculo
    assert vinculo is not None
    assert vinculo.submissao is not None
    ate = ate or vinculo.submissao.data
    prazos = prazos_do_vinculo(contexto.vida, vinculo, lambda unidade, instante: contexto.regime, conteudo.data)
    feitas = {a.numero for a in vinculo.avaliacoes if a.fato.data <= conteudo.data}
    return [
        p.numero
        for p in prazos
        if p.tipo is TipoPrazo.AVALIACAO_SEMESTRAL
        and p.numero is not None
        and p.vence is not None
        and p.vence <= ate
        and p.numero not in feitas
    ]


def _aplicar_homologacao(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    nova = Homologacao(fato=ato.fato, resultado=ato.conteudo.resultado)
    return vida.com(replace(vida.vinculo(ato.vinculo), homologacao=nova))


def _efeitos_homologacao(contexto: Contexto, conteudo: HomologacaoEstagio) -> Iterator[str]:
    if conteudo.resultado is ResultadoEstagio.APROVADO:
        yield "A estabilidade se adquire quando se completar também o tempo de efetivo exercício (art. 28)."
    else:
        yield "Propõe-se a exoneração de ofício (art. 27)."


HOMOLOGACAO = DefinicaoAto(
    tipo="homologacao_estagio",
    traz=TipoPrazo.ESTABILIDADE,
    rotulo="Homologação do estágio probatório",
    registrado="Homologação registrada",
    dispositivo=d.ART_27_PU,
    conteudo=HomologacaoEstagio,
    campo_data="data",
    ordem=70,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite_homologacao,
    requisitos=_requisitos_homologacao,
    aplicar=_aplicar_homologacao,
    efeitos=_efeitos_homologacao,
)
