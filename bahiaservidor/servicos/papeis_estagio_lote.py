"""Papers of the estágio for many people at once: one PDF, with progress, and who stayed out with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ..documentos import aviso_estagio as avisos_
from ..documentos import formulario_avaliacao as formulario_
from ..documentos.aviso_estagio import SUBMISSAO, Devido
from ..documentos.peca import Peca
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..registro.conexao import Conexao
from ..registro.consultas import ficha as consultas
from . import papeis_estagio as estagio_
from . import papeis_fontes as fontes_
from . import papeis_peca
from . import papeis_pessoa as comum
from .contexto import Contexto
from .papeis_emissao import Papel
from .papeis_estagio import AVISO, AVISO_SUBMISSAO, FORMULARIO, Estagio
from .papeis_pessoa import Cancelado, PapelDoLote, Progresso
from .permissoes import Permissao, exige

_Fazer = Callable[[Conexao, Estagio], list[Peca]]


@exige(Permissao.EMITIR_DOCUMENTO)
def formularios_avaliacao(
    ctx: Contexto, *, vinculos: Sequence[int], numero: int | None = None, em_branco: bool = False, hoje: date,
    progresso: Progresso | None = None, cancelado: Cancelado | None = None,
) -> PapelDoLote:  # fmt: skip
    """Return the evaluation forms of these people in one PDF, in the order given.

    ``progresso`` receives people done and total.  ErroDominio, with nothing kept, when it is cancelled or nobody has a
    form to print.
    """

    def fazer(conexao: Conexao, estagio: Estagio) -> list[Peca]:
        dados = estagio_.dados_do_formulario(estagio, numero, em_branco=em_branco)
        modelo = comum.textos(conexao, FORMULARIO, fontes_.orgao_do_papel(estagio.fontes))
        dados = replace(dados, identificacao=comum.identificar(modelo))
        peca = formulario_.peca(dados, modelo)
        return [replace(peca, memorias=comum.colher(dados, "livro e cadastros do vínculo"))]

    return _lote(ctx, vinculos, FORMULARIO, fazer, "formularios_avaliacao", "formulário", hoje, progresso, cancelado)


@exige(Permissao.EMITIR_DOCUMENTO)
def avisos_devidos(
    ctx: Contexto, *, vinculos: Sequence[int], ate: date, de: date | None = None, hoje: date,
    progresso: Progresso | None = None, cancelado: Cancelado | None = None,
) -> PapelDoLote:  # fmt: skip
    """Return a notice for each evaluation and submission due of these people in the period, in one PDF.

    ``de`` None: also what was due before.  As `formularios_avaliacao` otherwise.
    """

    def fazer(conexao: Conexao, estagio: Estagio) -> list[Peca]:
        pecas = []
        for devido in estagio_.devidos(estagio, de, ate):
            especie = AVISO_SUBMISSAO if devido.numero == SUBMISSAO else AVISO
            modelo = comum.textos(conexao, especie, fontes_.orgao_do_papel(estagio.fontes))
            dados = avisos_.DadosAviso(
                orgao=fontes_.orgao(estagio.fontes), devido=devido, em=estagio_.dia_do_aviso(hoje),
                responsavel=comum.responsavel(ctx), identificacao=comum.identificar(modelo),
            )  # fmt: skip
            peca = avisos_.aviso(dados, modelo)
            pecas.append(replace(peca, memorias=comum.colher(dados, "livro e cadastros do vínculo")))
        if not pecas:
            raise comum.nao_se_aplica(f"nada é devido até {formatar_data(ate)}")
        return pecas

    return _lote(ctx, vinculos, "", fazer, "avisos_avaliacao", "aviso", hoje, progresso, cancelado)


def _lote(
    ctx: Contexto, vinculos: Sequence[int], especie: str, fazer: _Fazer, especie_do_lote: str, palavra: str, hoje: date,
    progresso: Progresso | None, cancelado: Cancelado | None,
) -> PapelDoLote:  # fmt: skip
    escolhidos = estagio_.escolhidos_sem_repetir(vinculos)
    pecas: list[Peca] = []
    fora: list[tuple[str, str]] = []
    orgaos: list[int] = []
    for feitos, vinculo_id in enumerate(escolhidos, start=1):
        comum.exigir_que_continue(cancelado)
        # One short reading for each person: a clerk who writes meanwhile is never made to wait.
        with ctx.banco.leitura() as conexao:
            fontes = comum.abrir(ctx, conexao, vinculo_id, hoje)
            motivo = estagio_.impedimento(
                especie or FORMULARIO, fontes.leitura.vida, fontes.vinculo, fontes.regimes, hoje
            )
            nome = comum.servidor_do_papel(fontes).nome
            try:
                if motivo:
                    raise comum.nao_se_aplica(motivo)
                pecas += fazer(conexao, estagio_.ler_estagio(fontes, hoje))
                orgaos.append(fontes_.orgao_do_papel(fontes))
            except ErroDominio as recusa:
                fora.append((nome, recusa.mensagem.removesuffix(" Nada foi emitido.")))
        if progresso is not None:
            progresso(feitos, len(escolhidos))
    if not pecas:
        raise comum.nao_se_aplica(f"nenhum {palavra} a imprimir: {fora[0][0]}: {fora[0][1]}")
    quantos = f"1 {palavra}" if len(pecas) == 1 else f"{len(pecas)} {palavra}s"
    papel = comum.papel_do_lote(
        pecas, especie=especie_do_lote, assunto=f"{quantos}, {formatar_data(hoje)}", ano=hoje.year, orgao_id=orgaos[0],
        cancelado=cancelado,
    )  # fmt: skip
    return PapelDoLote(papel=papel, quantos=len(pecas), fora=tuple(fora))


# ------------------------------------------------------------------ one notice for a whole unit


@exige(Permissao.EMITIR_DOCUMENTO)
def avisos_das_unidades(
    ctx: Contexto, *, vinculos: Sequence[int], ate: date, de: date | None = None, hoje: date,
    progresso: Progresso | None = None, cancelado: Cancelado | None = None,
) -> PapelDoLote:  # fmt: skip
    """Return one notice for each unit of these people, with everybody of whom something is due in the period.

    One unit gives a numbered notice; several, one PDF with all.  ErroDominio when nothing is due, or when cancelled.
    """
    escolhidos = estagio_.escolhidos_sem_repetir(vinculos)
    por_unidade: dict[int, list[Devido]] = {}
    orgaos: dict[int, int] = {}
    for feitos, vinculo_id in enumerate(escolhidos, start=1):
        comum.exigir_que_continue(cancelado)
        with ctx.banco.leitura() as conexao:
            fontes = comum.abrir(ctx, conexao, vinculo_id, hoje)
            if not fontes.vinculo.tem_estagio:
                continue
            achados = estagio_.devidos(estagio_.ler_estagio(fontes, hoje), de, ate)
            if achados:
                unidade = fontes.vinculo.unidade or 0
                por_unidade.setdefault(unidade, []).extend(achados)
                orgaos.setdefault(unidade, fontes_.orgao_do_papel(fontes))
        if progresso is not None:
            progresso(feitos, len(escolhidos))
    if not por_unidade:
        raise comum.nao_se_aplica(f"nada é devido até {formatar_data(ate)}")
    pecas = []
    with ctx.banco.leitura() as conexao:
        nomes = _nomes_das_unidades(conexao, por_unidade)
        for unidade in sorted(por_unidade, key=lambda u: nomes[u]):
            do_periodo = sorted(por_unidade[unidade], key=lambda d: (d.vence.data, d.servidor.nome))
            pecas.append(_da_unidade(ctx, conexao, nomes[unidade], orgaos[unidade], do_periodo, de, ate, hoje))
    papel = _papel_das_unidades(pecas, next(iter(orgaos.values())), hoje, cancelado)
    return PapelDoLote(papel=papel, quantos=len(pecas), fora=())


def _nomes_das_unidades(conexao: Conexao, unidades: dict[int, list[Devido]]) -> dict[int, str]:
    """Return the name of each unit; who has none is gathered under the words for it."""
    nomes = consultas.nomes(conexao, "unidade", {u for u in unidades if u})
    return {u: nomes.get(u, "Sem unidade de lotação") for u in unidades}


def _da_unidade(
    ctx: Contexto, conexao: Conexao, nome: str, orgao_id: int, devidos: Sequence[Devido], de: date | None, ate: date,
    hoje: date,
) -> Peca:  # fmt: skip
    modelo = comum.textos(conexao, "aviso_unidade", orgao_id)
    dados = avisos_.DadosAvisoUnidade(
        orgao=papeis_peca.cabecalho(conexao, orgao_id),
        unidade=nome,
        de=comum.dia(de, "primeiro dia do período", "período pedido"),
        ate=comum.certo(ate, "último dia do período", "período pedido"),
        devidos=tuple(devidos),
        em=estagio_.dia_do_aviso(hoje),
        responsavel=comum.responsavel(ctx),
        identificacao=comum.identificar(modelo),
    )
    return replace(avisos_.aviso_da_unidade(dados, modelo), memorias=comum.colher(dados, "livro e cadastros"))


def _papel_das_unidades(pecas: Sequence[Peca], orgao_id: int, hoje: date, cancelado: Cancelado | None) -> Papel:
    if len(pecas) == 1:
        unica = pecas[0]
        return papeis_peca.papel_da_peca(unica, ano=hoje.year, orgao_id=orgao_id, assunto=unica.assunto)
    assunto = f"{len(pecas)} unidades, {formatar_data(hoje)}"
    return comum.papel_do_lote(
        pecas, especie="avisos_unidades", assunto=assunto, ano=hoje.year, orgao_id=orgao_id, cancelado=cancelado
    )
