"""Papers of the estágio: notices that an evaluation or the submission is due, and the evaluation form (S2, S3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..documentos import aviso_estagio as avisos_
from ..documentos import formulario_avaliacao as formulario_
from ..documentos.aviso_estagio import SUBMISSAO, Devido
from ..documentos.peca import DataImpressa
from ..estatuto.avaliacoes import FATORES, Avaliadores, decimal_em_palavras, escala_do_estagio
from ..estatuto.contagem import somar_meses
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import duracao_do_estagio, prazos_do_vinculo
from ..estatuto.prazos_avaliacao import fonte_do_termo, termo_da_reconsideracao
from ..estatuto.regime import Regime, Regimes
from ..estatuto.tipos import EstadoPrazo, TipoPrazo
from ..estatuto.vida import Avaliacao, VidaFuncional, Vinculo
from ..registro.conexao import Conexao
from . import papeis_fontes as fontes_
from . import papeis_pessoa as comum
from .contexto import Contexto
from .papeis_emissao import Papel
from .papeis_fontes import Fontes
from .permissoes import Permissao, exige

AVISO, AVISO_SUBMISSAO, FORMULARIO = "aviso_avaliacao", "aviso_submissao", "formulario_avaliacao"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estagio:
    """The estágio of one vínculo as on a day: its deadlines, the rules, who evaluates."""

    fontes: Fontes
    prazos: tuple[Prazo, ...]
    regime: Regime
    avaliadores: Avaliadores | None
    em: date

    @property
    def vinculo(self) -> Vinculo:
        """The vínculo as it was folded."""
        return self.fontes.vinculo

    @property
    def exercicio(self) -> date:
        """The entry into exercício, which every estágio has."""
        assert self.vinculo.exercicio is not None
        return self.vinculo.exercicio.data

    def prazo(self, tipo: TipoPrazo, numero: int | None = None) -> Prazo | None:
        """Return a deadline of the estágio, None when it has none such."""
        return next((p for p in self.prazos if p.tipo is tipo and p.numero == numero), None)

    def avaliacao(self, numero: int) -> Avaliacao | None:
        """Return a registered evaluation."""
        return next((a for a in self.vinculo.avaliacoes if a.numero == numero), None)

    @property
    def previstas(self) -> list[Prazo]:
        """The evaluations the law has, in order."""
        achadas = [p for p in self.prazos if p.tipo is TipoPrazo.AVALIACAO_SEMESTRAL]
        return sorted(achadas, key=lambda p: p.numero or 0)

    @property
    def pendentes(self) -> list[Prazo]:
        """The evaluations still to be made, in order."""
        return [p for p in self.previstas if p.desfecho is None and p.vence is not None]


def ler_estagio(fontes: Fontes, em: date) -> Estagio:
    """Return the estágio of a vínculo; the vínculo must have one."""
    vinculo = fontes.vinculo
    return Estagio(
        fontes=fontes,
        prazos=tuple(prazos_do_vinculo(fontes.leitura.vida, vinculo, fontes.regimes, em)),
        regime=fontes.regimes(vinculo.unidade, None),
        avaliadores=max(
            (a for a in vinculo.avaliadores if a.desde <= em), key=lambda a: (a.desde, a.ato), default=None
        ),
        em=em,
    )


# ------------------------------------------------------------------ does it apply


def impedimento(especie: str, vida: VidaFuncional, vinculo: Vinculo, regimes: Regimes, em: date) -> str:
    """Return why the notice or the form does not apply; empty when it does."""
    if not vinculo.permanente:
        return "só o cargo permanente tem estágio probatório (art. 27)"
    if vinculo.exercicio is None:
        return "não há entrada em exercício: o estágio se conta dela (art. 27)"
    if not vinculo.tem_estagio:
        return "o assentamento inicial declara que o estágio já passou (art. 28)"
    prazos = list(prazos_do_vinculo(vida, vinculo, regimes, em))
    avaliacoes = [p for p in prazos if p.tipo is TipoPrazo.AVALIACAO_SEMESTRAL]
    if especie == FORMULARIO:
        return "" if avaliacoes else "este estágio não tem avaliações previstas"
    if vinculo.homologacao is not None:
        return "o estágio já foi homologado"
    if not vinculo.vivo:
        return "o vínculo já terminou"
    if especie == AVISO:
        pendente = any(p.desfecho is None and p.vence is not None for p in avaliacoes)
        return "" if pendente else "todas as avaliações previstas já constam do registro"
    submissao = next((p for p in prazos if p.tipo is TipoPrazo.SUBMISSAO_AVALIACAO), None)
    if submissao is None or submissao.desfecho is not None:
        return "a submissão à homologação já consta do registro"
    return "" if submissao.vence is not None else "a submissão ainda não tem data"


def _abrir(ctx: Contexto, conexao: Conexao, vinculo_id: int, especie: str, em: date) -> Estagio:
    fontes = comum.abrir(ctx, conexao, vinculo_id, em)
    motivo = impedimento(especie, fontes.leitura.vida, fontes.vinculo, fontes.regimes, em)
    if motivo:
        raise comum.nao_se_aplica(motivo)
    return ler_estagio(fontes, em)


# ------------------------------------------------------------------ notices


@exige(Permissao.EMITIR_DOCUMENTO)
def aviso_avaliacao(
    ctx: Contexto, *, vinculo_id: int, numero: int | None = None, hoje: date, em: date | None = None
) -> Papel:
    """Return the notice that an evaluation is due: the first still to be made, or the one with the number."""
    quando = em or hoje
    with ctx.banco.leitura() as conexao:
        estagio = _abrir(ctx, conexao, vinculo_id, AVISO, quando)
        pendentes = {p.numero: p for p in estagio.pendentes}
        prazo = estagio.pendentes[0] if numero is None else pendentes.get(numero)
        if prazo is None:
            raise comum.nao_se_aplica(f"a {numero}ª avaliação não está por fazer")
        return _papel_do_aviso(ctx, estagio, _devida(estagio, prazo), AVISO, hoje)


@exige(Permissao.EMITIR_DOCUMENTO)
def aviso_submissao(ctx: Contexto, *, vinculo_id: int, hoje: date, em: date | None = None) -> Papel:
    """Return the notice that the submission to homologação is due."""
    quando = em or hoje
    with ctx.banco.leitura() as conexao:
        estagio = _abrir(ctx, conexao, vinculo_id, AVISO_SUBMISSAO, quando)
        devido = _a_submeter(estagio)
        assert devido is not None
        return _papel_do_aviso(ctx, estagio, devido, AVISO_SUBMISSAO, hoje)


def _papel_do_aviso(ctx: Contexto, estagio: Estagio, devido: Devido, especie: str, hoje: date) -> Papel:
    fontes = estagio.fontes
    modelo = comum.textos(fontes.conexao, especie, fontes_.orgao_do_papel(fontes))
    dados = avisos_.DadosAviso(
        orgao=fontes_.orgao(fontes),
        devido=devido,
        em=dia_do_aviso(estagio.em),
        responsavel=comum.responsavel(ctx),
        identificacao=comum.identificar(modelo),
    )
    return comum.papel_do_vinculo(fontes, avisos_.aviso(dados, modelo), dados, ano=hoje.year)


def dia_do_aviso(em: date) -> DataImpressa:
    """Return the day of a notice."""
    return comum.certo(em, "dia do aviso", "dia em que foi feito")


def devidos(estagio: Estagio, de: date | None, ate: date) -> list[Devido]:
    """Return what is due of one person up to ``ate`` (from ``de`` on, when given), in order of date."""
    if estagio.vinculo.homologacao is not None or not estagio.vinculo.vivo:
        return []
    achados = [_devida(estagio, prazo) for prazo in estagio.pendentes]
    submissao = _a_submeter(estagio)
    if submissao is not None:
        achados.append(submissao)
    no_periodo = [d for d in achados if d.vence.data <= ate and (de is None or d.vence.data >= de)]
    return sorted(no_periodo, key=lambda d: (d.vence.data, d.numero or 99))


def _devida(estagio: Estagio, prazo: Prazo) -> Devido:
    assert prazo.numero is not None
    intervalo = estagio.regime.parametros.inteiro("avaliacao_intervalo_meses", estagio.exercicio)
    return _devido(estagio, prazo, prazo.numero, prazo.numero * intervalo, prazo.vence, f"{prazo.numero}ª avaliação")


def _a_submeter(estagio: Estagio) -> Devido | None:
    prazo, fim = estagio.prazo(TipoPrazo.SUBMISSAO_AVALIACAO), estagio.prazo(TipoPrazo.FIM_ESTAGIO)
    if prazo is None or prazo.desfecho is not None or prazo.vence is None or fim is None:
        return None
    meses = duracao_do_estagio(estagio.regime, estagio.exercicio)
    devido = _devido(estagio, prazo, SUBMISSAO, meses, fim.vence, "submissão à homologação")
    return replace(devido, fim=comum.do_prazo(fim, fim.vence, "fim do estágio"))


def _devido(estagio: Estagio, prazo: Prazo, numero: int, meses: int, marco: date | None, rotulo: str) -> Devido:
    assert prazo.vence is not None
    assert marco is not None
    base = somar_meses(estagio.exercicio, meses, estagio.regime.opcoes.fim_de_mes)
    quem = estagio.avaliadores
    exercicio = comum.do_fato(estagio.vinculo.exercicio, "entrada em exercício")
    assert exercicio is not None
    return Devido(
        servidor=comum.servidor_do_papel(estagio.fontes),
        numero=numero,
        exercicio=exercicio,
        vence=comum.do_prazo(prazo, prazo.vence, f"último dia: {rotulo}"),
        meses=meses,
        dias_suspensos=(marco - base).days,
        vencido=prazo.estado(estagio.em) is EstadoPrazo.VENCIDO,
        dispositivo=prazo.dispositivo,
        passos=comum.passos_de(prazo.memoria),
        chefe=quem.chefe if quem is not None else None,
        comissao=quem.comissao if quem is not None else (),
    )


# ------------------------------------------------------------------ the form


@exige(Permissao.EMITIR_DOCUMENTO)
def formulario_avaliacao(
    ctx: Contexto, *, vinculo_id: int, numero: int | None = None, em_branco: bool = False, hoje: date,
    em: date | None = None,
) -> Papel:  # fmt: skip
    """Return the form of an evaluation: the first still to be made, else the last; with the scores on record.

    ``em_branco`` leaves the scores for the pen even where they are registered.
    """
    with ctx.banco.leitura() as conexao:
        estagio = _abrir(ctx, conexao, vinculo_id, FORMULARIO, em or hoje)
        modelo = comum.textos(conexao, FORMULARIO, fontes_.orgao_do_papel(estagio.fontes))
        dados = dados_do_formulario(estagio, numero, em_branco=em_branco)
        dados = replace(dados, identificacao=comum.identificar(modelo))
        return comum.papel_do_vinculo(estagio.fontes, formulario_.peca(dados, modelo), dados, ano=hoje.year)


def dados_do_formulario(
    estagio: Estagio, numero: int | None = None, *, em_branco: bool = False
) -> formulario_.DadosFormulario:
    """Return what the form says.  ErroDominio for an evaluation that the estágio does not have."""
    previstas = estagio.previstas
    escolhida = (estagio.pendentes or previstas[-1:])[0].numero if numero is None else numero
    posicao = next((i for i, p in enumerate(previstas) if p.numero == escolhida), None)
    if posicao is None:
        raise comum.nao_se_aplica(f"este estágio não tem {escolhida}ª avaliação")
    prazo, quem = previstas[posicao], estagio.avaliadores
    assert prazo.numero is not None
    assert prazo.vence is not None
    feita = None if em_branco else estagio.avaliacao(prazo.numero)
    parametros = estagio.regime.parametros
    escala = escala_do_estagio(parametros, estagio.exercicio)
    exercicio = comum.do_fato(estagio.vinculo.exercicio, "entrada em exercício")
    assert exercicio is not None
    de = exercicio
    if posicao:
        anterior = previstas[posicao - 1]
        de = comum.do_prazo(
            anterior, anterior.vence, f"marco da {anterior.numero}ª avaliação, de que se conta a seguinte"
        )
    passos = (*comum.passos_de(prazo.memoria), "O período vai até a véspera do dia em que a avaliação é devida.")
    vespera = prazo.vence - timedelta(days=1)
    origem = f"prazo: {prazo.tipo.rotulo.lower()}"
    dados = formulario_.DadosFormulario(
        orgao=fontes_.orgao(estagio.fontes),
        servidor=comum.servidor_do_papel(estagio.fontes),
        numero=prazo.numero,
        quantas=len(previstas),
        de=de,
        ate=comum.certo(vespera, "último dia do período avaliado", origem, passos, prazo.dispositivo),
        exercicio=exercicio,
        chefe=quem.chefe if quem is not None else None,
        comissao=quem.comissao if quem is not None else (),
        escala=escala.em_palavras if escala.informada else None,
        dias_reconsideracao=parametros.inteiro("reconsideracao_dias", prazo.vence),
        dias_decisao=parametros.inteiro("reconsideracao_decisao_dias", prazo.vence),
        dias_recurso=parametros.inteiro("recurso_comissao_dias", prazo.vence),
        fonte_prazos=fonte_do_termo(parametros, "reconsideracao_dias", prazo.vence),
    )
    return dados if feita is None else _com_o_registrado(dados, feita, estagio.regime)


def _com_o_registrado(
    dados: formulario_.DadosFormulario, feita: Avaliacao, regime: Regime
) -> formulario_.DadosFormulario:
    notas, media = feita.notas, feita.notas.media if feita.notas is not None else None
    reconsiderar = None
    if feita.ciencia is not None:
        termo = termo_da_reconsideracao(regime, feita.ciencia)
        passos = comum.passos_de(termo.memoria)
        reconsiderar = comum.certo(termo.vence, "último dia para pedir reconsideração", "contagem da ciência", passos)
    origem = comum.origem_do_ato(feita.fato.ato)
    return replace(
        dados,
        chefe=feita.avaliador or dados.chefe,
        notas=notas.valores if notas is not None else (None,) * len(FATORES),
        media=decimal_em_palavras(media) if media is not None else None,
        satisfatoria=feita.satisfatoria,
        data=comum.do_fato(feita.fato, f"{feita.numero}ª avaliação"),
        ciencia=comum.dia(feita.ciencia, "ciência da avaliação", origem),
        reconsiderar_ate=reconsiderar,
    )


def escolhidos_sem_repetir(vinculos: Sequence[int]) -> tuple[int, ...]:
    """Return the vínculos once each, in the order given.  ErroDominio for none."""
    unicos = tuple(dict.fromkeys(vinculos))
    if not unicos:
        raise comum.nao_se_aplica("ninguém foi escolhido")
    return unicos
