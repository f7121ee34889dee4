"""What every paper about a person starts from: the life as on a day, whose it is, where each date comes from."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from ..documentos import modelos as papel
from ..documentos.peca import DataImpressa, Peca
from ..documentos.textos import ModeloTexto
from ..documentos.valores import Servidor
from ..estatuto.contagem import Memoria
from ..estatuto.dobra import dobrar
from ..estatuto.emendas import efetivos
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.vida import Fato, VidaFuncional
from ..registro.conexao import Conexao
from ..registro.consultas import ficha as consultas
from ..registro.vidas import Leitura
from . import modelos_documento, papeis_memoria
from . import papeis_fontes as fontes_
from .contexto import Contexto
from .papeis_emissao import Papel, intitular, nome_de_arquivo
from .papeis_fontes import Fontes
from .papeis_peca import numerada, papel_da_peca

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapelDoLote:
    """One paper with those of many people, and who stayed out: name and reason."""

    papel: Papel
    quantos: int
    fora: tuple[tuple[str, str], ...]


def nao_se_aplica(motivo: str) -> ErroDominio:
    """Return the refusal of a paper that does not apply: the reason, and that nothing was issued."""
    return ErroDominio(f"{motivo[:1].upper()}{motivo[1:].rstrip('.')}. Nada foi emitido.")


def exigir_que_continue(cancelado: Cancelado | None) -> None:
    """Raise ErroDominio (nothing kept) when ``cancelado`` answers yes."""
    if cancelado is not None and cancelado():
        # Imported here: it brings reportlab, and whoever only lists what can be printed does not pay for it.
        from ..documentos.base import Cancelamento

        raise Cancelamento


# ------------------------------------------------------------------ the life as on a day


def vida_em(leitura: Leitura, em: date) -> VidaFuncional:
    """Return the life folded with the acts dated up to the day, corrections known now included."""
    atos = [ato for ato in efetivos(leitura.atos) if ato.data <= em]
    return dobrar(leitura.nascimento, atos, leitura.transformacoes)


def abrir(ctx: Contexto, conexao: Conexao, vinculo_id: int, em: date) -> Fontes:
    """Return the sources of a vínculo as on a day.  ErroDominio if there is none such, or not yet."""
    fontes = fontes_.abrir_fontes(conexao, ctx.regimes, vinculo_id)
    vida = vida_em(fontes.leitura, em)
    if all(v.id != vinculo_id for v in vida.vinculos):
        raise ErroDominio(
            f"Em {formatar_data(em)} este vínculo ainda não existia. Nada foi emitido; escolha um dia posterior."
        )
    return replace(fontes, leitura=replace(fontes.leitura, vida=vida), vinculo=vida.vinculo(vinculo_id))


def servidor_do_papel(fontes: Fontes) -> Servidor:
    """Return whose paper it is, in the cargo and unit of the vínculo as it was folded."""
    vinculo, posto = fontes.vinculo, fontes.posto
    cargos = consultas.nomes(fontes.conexao, "cargo", {vinculo.cargo})
    unidades = consultas.nomes(fontes.conexao, "unidade", {vinculo.unidade}) if vinculo.unidade is not None else {}
    atual = fontes_.cargo(fontes).nome or ""
    cargo = cargos.get(vinculo.cargo, "")
    return Servidor(
        pessoa=fontes_.pessoa(fontes),
        # The name with its especialidade, unless the cargo was another on the day.
        cargo=atual if cargo and atual.startswith(cargo) else cargo,
        lotacao=unidades.get(vinculo.unidade or 0, ""),
        orgao=posto.orgao,
        carater=vinculo.carater.rotulo,
    )


# ------------------------------------------------------------------ dates with their origin


def dia(data: date | None, rotulo: str, origem: str, passos: Sequence[str] = (), dispositivo: str = "") -> Any:
    """Return a date with its origin; None for None."""
    if data is None:
        return None
    return DataImpressa(data=data, rotulo=rotulo, origem=origem, passos=tuple(passos), dispositivo=dispositivo)


def certo(data: date, rotulo: str, origem: str, passos: Sequence[str] = (), dispositivo: str = "") -> DataImpressa:
    """Return a date that is known with its origin."""
    return DataImpressa(data=data, rotulo=rotulo, origem=origem, passos=tuple(passos), dispositivo=dispositivo)


def do_fato(fato: Fato | None, rotulo: str) -> DataImpressa | None:
    """Return the day of a fact, with the act that says so."""
    return None if fato is None else certo(fato.data, rotulo, origem_do_ato(fato.ato))


def origem_do_ato(ato: int) -> str:
    """Return how the book's entry is cited in the origin of a date."""
    return f"livro, ato {ato}" if ato else "livro"


def passos_de(memoria: Memoria) -> tuple[str, ...]:
    """Return the steps of a computation as sentences, each with its provision."""
    return tuple(f"{p.texto} ({p.dispositivo})" if p.dispositivo else p.texto for p in memoria)


def do_prazo(prazo: Prazo, data: date | None, rotulo: str) -> Any:
    """Return a date of a deadline with the steps that led to it; None for None."""
    return dia(data, rotulo, f"prazo: {prazo.tipo.rotulo.lower()}", passos_de(prazo.memoria), prazo.dispositivo)


def colher(dados: object, origem: str) -> tuple[DataImpressa, ...]:
    """Return the origin of every date among a paper's values: those that carry it, and those written inside texts."""
    return papeis_memoria.sem_repetir(_colher(dados, "", origem))


def _colher(valor: object, campo: str, origem: str) -> Iterator[DataImpressa]:
    if isinstance(valor, DataImpressa):
        yield valor
    elif isinstance(valor, date):
        rotulo = papeis_memoria.ROTULOS.get(campo, campo.replace("_", " "))
        yield DataImpressa(data=valor, rotulo=rotulo, origem=origem)
    elif isinstance(valor, str):
        yield from papeis_memoria.de_texto(valor, f"citada em “{campo.replace('_', ' ')}”", origem)
    elif dataclasses.is_dataclass(valor) and not isinstance(valor, type):
        for nome in dataclasses.fields(valor):
            yield from _colher(getattr(valor, nome.name), nome.name, origem)
    elif isinstance(valor, tuple | list):
        for item in valor:
            yield from _colher(item, campo, origem)


# ------------------------------------------------------------------ papers


def identificar(modelo: ModeloTexto, em: date | None = None) -> papel.IdentificacaoDocumento:
    """Return the identification of a paper not numbered yet; ``em`` when it is the picture of a day."""
    return papel.IdentificacaoDocumento(situacao_em=em, versao_modelo=modelo.versao)


def responsavel(ctx: Contexto) -> papel.Signatario:
    """Return who draws the paper up."""
    return fontes_.signatario(ctx.usuario)


def textos(conexao: Conexao, nome: str, orgao_id: int) -> ModeloTexto:
    """Return the texts of a paper as the órgão adjusted them."""
    return modelos_documento.modelo(conexao, nome, orgao_id)


def papel_do_vinculo(fontes: Fontes, peca: Peca, dados: object, *, ano: int, outros: Any = None) -> Papel:
    """Return the paper of a vínculo, with the origin of each date its values print."""
    peca = replace(peca, memorias=colher(dados, f"livro e cadastros do vínculo {fontes.vinculo.numero}"))
    return papel_da_peca(
        peca,
        ano=ano,
        orgao_id=fontes_.orgao_do_papel(fontes),
        assunto=peca.assunto,
        outros={"servidor_id": fontes.posto.servidor_id, "vinculo_id": fontes.vinculo.id, **(outros or {})},
    )


def papel_do_lote(
    pecas: Sequence[Peca],
    *,
    especie: str,
    assunto: str,
    ano: int,
    orgao_id: int,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> Papel:
    """Return one paper with many, each with its own pages and, once issued, the number of the batch and its own.

    ErroDominio (nothing kept) when ``cancelado`` answers yes.
    """
    # Imported here: reportlab costs 130 ms, and whoever only lists what can be printed does not pay for it.
    from ..documentos import peca_pdf

    versoes = dict.fromkeys(peca.identificacao.versao_modelo or "" for peca in pecas)
    return Papel(
        titulo=intitular(especie, assunto, None, ano),
        nome_arquivo=nome_de_arquivo(especie, assunto),
        pdf=peca_pdf.gerar_lote(pecas, progresso=progresso, cancelado=cancelado),
        especie=especie,
        ano=ano,
        assunto=assunto,
        orgao_id=orgao_id,
        modelo_versao=", ".join(versoes),
        memoria=papeis_memoria.sem_repetir(entrada for peca in pecas for entrada in peca.memorias),
        desenhar=partial(_lote_numerado, tuple(pecas), ano),
    )


def _lote_numerado(pecas: Sequence[Peca], ano: int, numero: int) -> bytes:
    from ..documentos import peca_pdf

    feitas = []
    for ordem, peca in enumerate(pecas, start=1):
        uma = numerada(peca, ano, numero)
        feitas.append(replace(uma, identificacao=replace(uma.identificacao, numero=f"{numero}-{ordem}")))
    return peca_pdf.gerar_lote(feitas)
