"""Judging an act against the registry: the person's life and exactly what the act needs to know."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from ..estatuto import dobra
from ..estatuto.agil import agil
from ..estatuto.atos.base import Contexto as ContextoLegal
from ..estatuto.atos.base import DefinicaoAto, Julgamento, Sujeito, escolher_vinculo
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.copia import replace
from ..estatuto.erros import ErroConteudo, ErroDominio
from ..estatuto.quadro import origem_da_reconducao
from ..estatuto.regime import Regimes
from ..estatuto.vida import VidaFuncional, Vinculo
from ..registro.vidas import Leitura
from .contexto import Contexto
from .fontes import Fontes
from .lote import Lote
from .tipos import PedidoAto


def definicao(tipo: str) -> DefinicaoAto:
    """Return one act by kind; raises ErroDominio for a kind the program does not know."""
    encontrada = POR_TIPO.get(tipo)
    if encontrada is None:
        raise ErroDominio(f"O programa não conhece o ato “{tipo}”. Nada foi alterado.")
    return encontrada


@agil
@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Preparo:
    """An act read, with the person's life and the verdict."""

    definicao: DefinicaoAto
    conteudo: Any
    contexto: ContextoLegal
    leitura: Leitura | None
    vida: VidaFuncional
    julgamento: Julgamento
    avisos_do_registro: tuple[str, ...]


def preparar(ctx: Contexto, lote: Lote, pedido: PedidoAto, conteudo: Any, hoje: date) -> Preparo:
    """Judge an act against the registry as it stands in the batch's transaction."""
    ato = definicao(pedido.tipo)
    if ato.sujeito is Sujeito.CARGO:
        return _preparar_do_cargo(ctx, lote, ato, pedido, conteudo, hoje)
    leitura: Leitura | None = None
    servidor_id = pedido.servidor_id
    if servidor_id is None and pedido.vinculo_id is not None:
        servidor_id = lote.dono(pedido.vinculo_id)
    if servidor_id is not None:
        leitura = lote.ler(servidor_id)
        vida = leitura.vida
    elif pedido.pessoa is not None:
        vida = VidaFuncional(nascimento=pedido.pessoa.nascimento)
    else:
        raise ErroDominio("Escolha a pessoa a quem o ato se refere. Nada foi registrado.")
    numero = pedido.vinculo_numero
    if pedido.vinculo_id is not None and ato.sujeito is Sujeito.VINCULO:
        numero = next((v.numero for v in vida.vinculos if v.id == pedido.vinculo_id), 0)
    escolha = None if ato.sujeito is Sujeito.NOVO_VINCULO else escolher_vinculo(ato, vida, conteudo, numero)
    regimes = ctx.regimes
    contexto = _contexto(regimes, lote, ato, conteudo, vida, hoje, escolha[0] if escolha is not None else None)
    julgamento = dobra.julgar(
        ato, conteudo, contexto, ressalva=pedido.ressalva, vinculo_numero=numero, regimes=regimes, escolha=escolha
    )
    return Preparo(
        definicao=ato,
        conteudo=conteudo,
        contexto=contexto if julgamento.vinculo is None else replace(contexto, vinculo=julgamento.vinculo),
        leitura=leitura,
        vida=vida,
        julgamento=julgamento,
        avisos_do_registro=_avisos(pedido, ato, conteudo, julgamento),
    )


def _contexto(
    regimes: Regimes,
    lote: Lote,
    ato: DefinicaoAto,
    conteudo: Any,
    vida: VidaFuncional,
    hoje: date,
    vinculo: Vinculo | None = None,
) -> ContextoLegal:
    """Load exactly what the act needs."""
    data = ato.data_de(conteudo)
    fontes = lote.fontes
    unidade = getattr(conteudo, "unidade", None)
    achados: dict[str, Any] = {}
    if "cargo" in ato.precisa:
        cargo = fontes.cargo(conteudo.cargo, data)
        if cargo is None:
            raise ErroConteudo("O cargo indicado não está cadastrado. Nada foi registrado.", campo="cargo")
        achados["cargo"] = cargo
        if "disponiveis" in ato.precisa and cargo.tem_posto(data):
            achados["disponiveis"] = fontes.disponiveis(cargo, data)
    if "lotacao" in ato.precisa and unidade is not None:
        cargo_id = getattr(conteudo, "cargo", None) or (vinculo.cargo if vinculo is not None else None)
        if cargo_id is not None:
            exceto = vinculo.id if vinculo is not None else 0
            achados["lotacao"] = fontes.lotacao(cargo_id, unidade, data, exceto=exceto)
    if "para" in ato.precisa:
        achados["origem"] = fontes.cargo(conteudo.para, data)
    if "lrf" in ato.precisa:
        achados["lrf"] = fontes.lrf(data, regimes(None, None).parametros)
    if vinculo is not None:
        achados |= _do_vinculo(fontes, ato, conteudo, vida, vinculo, data)
    if "concurso" in ato.precisa and conteudo.candidato is not None:
        concurso = fontes.concurso(conteudo.candidato, data)
        if concurso is None:
            raise ErroConteudo("O candidato indicado não está cadastrado. Nada foi registrado.", campo="candidato")
        achados["concurso"] = concurso
    if "autoridade" in ato.precisa and conteudo.autoridade is not None:
        autoridade = fontes.autoridade(conteudo.autoridade)
        if autoridade is None:
            raise ErroConteudo("A autoridade indicada não está cadastrada. Nada foi registrado.", campo="autoridade")
        achados["autoridade"] = autoridade
    return ContextoLegal(vida=vida, vinculo=None, regime=regimes(unidade, None), hoje=hoje, **achados)


def _do_vinculo(
    fontes: Fontes, ato: DefinicaoAto, conteudo: Any, vida: VidaFuncional, vinculo: Vinculo, data: date
) -> dict[str, Any]:
    """Load what the act needs around the vínculo it turned out to be about."""
    achados: dict[str, Any] = {}
    if "cargo_atual" in ato.precisa:
        cargo = achados["cargo_atual"] = fontes.cargo(vinculo.cargo, data)
        if "ocupante" in ato.precisa and cargo is not None and not cargo.extinto(data) and not cargo.tem_posto(data):
            achados["ocupante"] = fontes.ocupante(vinculo.cargo, data, exceto=vinculo.id)
    if "origem" in ato.precisa:
        cargos = fontes.quadro([v.cargo for v in vida.vinculos], data)
        achados["origem"] = origem_da_reconducao(vida, vinculo, cargos)
    if "destino" in ato.precisa and conteudo.unidade is not None and vinculo.unidade is not None:
        achados["unidade_atual"] = fontes.unidade(vinculo.unidade)
        achados["destino"] = fontes.unidade(conteudo.unidade)
    if "mandatos" in ato.precisa and conteudo.entidade.strip():
        achados["mandatos"] = fontes.mandatos(conteudo.entidade, conteudo.inicio, conteudo.fim)
    return achados


def _preparar_do_cargo(
    ctx: Contexto, lote: Lote, ato: DefinicaoAto, pedido: PedidoAto, conteudo: Any, hoje: date
) -> Preparo:
    """Judge an act on a cargo, which is about nobody's file."""
    ninguem = VidaFuncional()
    contexto = _contexto(ctx.regimes, lote, ato, conteudo, ninguem, hoje)
    julgamento = dobra.julgar(ato, conteudo, contexto, ressalva=pedido.ressalva)
    return Preparo(
        definicao=ato,
        conteudo=conteudo,
        contexto=contexto,
        leitura=None,
        vida=ninguem,
        julgamento=julgamento,
        avisos_do_registro=_avisos(pedido, ato, conteudo, julgamento),
    )


def _avisos(pedido: PedidoAto, ato: DefinicaoAto, conteudo: Any, julgamento: Julgamento) -> tuple[str, ...]:
    avisos = []
    if pedido.ressalva is not None and not pedido.ressalva.vale_para(ato.data_de(conteudo)):
        avisos.append("A ressalva só vale com espécie, número e data, e não pode ser posterior ao ato.")
    if pedido.instrumento is not None:
        doe = pedido.instrumento.doe_data
        if ato.publicado and doe is not None and doe != ato.data_de(conteudo):
            avisos.append("A data do Diário Oficial é diferente da data de publicação do ato.")
    return tuple(avisos)
