"""Posts created by law, taken away, moved, reserved; what is free, and who comes first (arts. 3º, 37 and 38)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from ..estatuto import dispositivos as d
from ..estatuto.formatos.nomes import normalizar
from ..estatuto.quadro import atual
from ..estatuto.tipos import AreaVaga, Carater
from ..estatuto.vagas import CRIACAO, EXTINCAO, REDISTRIBUICAO, PostoLivre
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as cadastros_
from ..registro.consultas import vagas as consultas
from ..registro.consultas.provimento import ocupacao_maxima, situacao_do_cargo
from ..registro.livro import Operacao
from ..registro.transformados import transformacoes
from .contexto import Contexto
from .gravacao import conteudo_de, dto, em_ordem, exigir, existir, lancar, lancar_em
from .permissoes import Permissao, exige
from .protecao import protegida
from .tipos import Cargo, OcupacaoCargo, Vagas
from .tipos.vagas import Disponivel, Excedente, PostosDaUnidade, QuadroDoCargo, ReservaPosto, VagaLivre

SEM_LOTACAO = "Sem lotação"

ESPECIES = (CRIACAO, EXTINCAO, REDISTRIBUICAO)


# ------------------------------------------------------------------ reading


def vagas(ctx: Contexto, *, cargo_id: int) -> tuple[Vagas, ...]:
    """Return the entries of posts created for a cargo or taken from it, the oldest first."""
    with ctx.banco.leitura() as conexao:
        return tuple(_vagas(linha) for linha in cadastros_.vagas(conexao, cargo_id))


def arvore_cargos(ctx: Contexto) -> tuple[OcupacaoCargo, ...]:
    """Return each cargo with its posts as of today: created, occupied, reserved and free, in all and by unit."""
    hoje = ctx.relogio.hoje()
    with ctx.banco.leitura() as conexao:
        linhas = cadastros_.cargos(conexao)
        criadas = [v for v in cadastros_.vagas(conexao) if v.desde is None or v.desde <= hoje]
        ocupadas = consultas.ocupacao(conexao, hoje)
        reservadas = consultas.reservas(conexao, hoje)
        mudados = transformacoes(conexao)
    postos: dict[int, dict[str, int]] = {}
    for v in criadas:
        _somar(postos.setdefault(atual(v.cargo_id, mudados), {}), v.unidade, v.quantidade)
    gente: dict[int, dict[str, int]] = {}
    fora: dict[int, int] = {}
    for o in ocupadas:
        if o.excedente:
            _somar(fora, o.cargo_id, o.ocupadas)
        else:
            _somar(gente.setdefault(o.cargo_id, {}), o.unidade, o.ocupadas)
    guardadas: dict[int, dict[str, int]] = {}
    for r in reservadas:
        _somar(guardadas.setdefault(atual(r.cargo_id, mudados), {}), r.unidade, r.quantidade)
    return tuple(
        _ocupacao(
            cargo_de(linha), postos.get(linha.id), gente.get(linha.id, {}), guardadas.get(linha.id, {}),
            fora.get(linha.id, 0),
        )
        for linha in linhas
    )  # fmt: skip


def cargo_de(linha: Any) -> Cargo:
    """Return a row of the register of cargos as a value."""
    cargo: Cargo = dto(Cargo, linha)
    return dataclasses.replace(
        cargo, natureza=Carater(linha.natureza), a_confirmar=tuple(json.loads(linha.a_confirmar or "[]"))
    )


@protegida
def vacancias_livres(ctx: Contexto, *, cargo_id: int, dia: date) -> tuple[VagaLivre, ...]:
    """Return the free posts of a cargo on a day, each with its origin, former holder, unit and area (N7)."""
    with ctx.banco.leitura() as conexao:
        return _livres(consultas.vacancias_livres(conexao, cargo_id, dia), consultas.lugares(conexao))


@protegida
def disponiveis(ctx: Contexto, *, cargo_id: int, dia: date) -> tuple[Disponivel, ...]:
    """Return who is in disponibilidade and fits a free post of the cargo, first who waits longest (art. 38)."""
    with ctx.banco.leitura() as conexao:
        return disponiveis_no_cargo(conexao, cargo_id, dia)


def quadro_do_cargo(ctx: Contexto, *, cargo_id: int, hoje: date) -> QuadroDoCargo:
    """Return everything about the posts of a cargo on a day.  ErroDominio when the cargo is not there any more."""
    with ctx.banco.leitura() as conexao:
        existir(conexao, "cargo", cargo_id, "O cargo")
        movimentos = consultas.movimentos(conexao, cargo_id)
        ocupadas = [o for o in consultas.ocupacao(conexao, hoje, cargo_id) if not o.excedente]
        reservas = consultas.reservas(conexao, None, cargo_id)
        em_vigor = consultas.reservas(conexao, hoje, cargo_id)
        situacao = situacao_do_cargo(conexao, cargo_id, hoje)
        extinto = situacao is not None and situacao.extinto(hoje)
        vagos = () if extinto else consultas.vacancias_livres(conexao, cargo_id, hoje)
        livres = _livres(vagos, consultas.lugares(conexao))
        excedentes = consultas.excedentes(conexao, cargo_id, hoje)
        fila = disponiveis_no_cargo(conexao, cargo_id, hoje)
    vigentes = [v for v in movimentos if v.desde is None or v.desde <= hoje]
    criadas = sum(v.quantidade for v in vigentes) if vigentes else None
    total = sum(o.ocupadas for o in ocupadas)
    guardadas = sum(r.quantidade for r in em_vigor)
    return QuadroDoCargo(
        cargo_id=cargo_id,
        dia=hoje,
        criadas=criadas,
        ocupadas=total,
        reservadas=guardadas,
        livres=None if criadas is None else 0 if extinto else criadas - total,
        por_unidade=_por_unidade(vigentes, ocupadas, em_vigor),
        vagas_livres=livres,
        movimentos=tuple(_vagas(v) for v in movimentos),
        unidades_dos_movimentos=tuple(v.unidade or SEM_LOTACAO for v in movimentos),
        reservas=tuple(dto(ReservaPosto, r) for r in reservas),
        excedentes=tuple(dto(Excedente, e) for e in excedentes),
        disponiveis=fila,
    )


# ------------------------------------------------------------------ writing


@exige(Permissao.CADASTRAR)
def salvar_vagas(ctx: Contexto, *, vagas: Vagas) -> int:
    """Enter or correct posts that a law created or took away; return the id of the entry.

    ErroDominio for none or the wrong sign, without the law of an extinction, for an extinct cargo, or when the cargo
    would have fewer posts than are occupied (art. 3º).
    """
    with ctx.banco.escrita() as conexao:
        return gravar_vagas(ctx, conexao, ctx.operacao(conexao, "Postos"), vagas)


def gravar_vagas(ctx: Contexto, conexao: Conexao, operacao: Operacao, vagas: Vagas) -> int:
    """Do what `salvar_vagas` does inside an open transaction."""
    vagas = dataclasses.replace(
        vagas, lei=normalizar(vagas.lei), ato=normalizar(vagas.ato), observacao=normalizar(vagas.observacao),
        especie=vagas.especie or CRIACAO,
    )  # fmt: skip
    exigir(vagas.especie in ESPECIES, f"A espécie “{vagas.especie}” não existe.", d.ART_3)
    exigir(vagas.especie != CRIACAO or vagas.quantidade >= 0, "O número de postos não pode ser negativo.", d.ART_3)
    if vagas.especie == EXTINCAO:
        exigir(vagas.quantidade <= 0, "A extinção diminui o número de postos.", d.ART_3)
        exigir(vagas.lei or vagas.ato, "Falta a lei ou o ato que extinguiu os postos.", d.ART_3)
    _conferir(ctx, conexao, (vagas,))
    return lancar_em(conexao, operacao, "vaga", vagas, vagas.id)


@exige(Permissao.CADASTRAR)
def redistribuir(
    ctx: Contexto, *, cargo_id: int, de: int | None, para: int | None, quantidade: int, ato: str, em: date
) -> tuple[int, int]:
    """Move posts from one unit to another (None: not lotados), in one operation; return the two entries.

    ErroDominio when the first unit has fewer free posts than would leave it, or without the act.
    """
    exigir(quantidade >= 1, "Informe quantos postos mudam de unidade.", d.ART_3)
    exigir(de != para, "As unidades de origem e de destino são a mesma.", d.ART_3)
    exigir(ato.strip(), "Falta o ato que redistribuiu os postos.", d.ART_3)
    comum = Vagas(cargo_id=cargo_id, quantidade=0, desde=em, especie=REDISTRIBUICAO, ato=normalizar(ato))
    sai = dataclasses.replace(comum, unidade_id=de, quantidade=-quantidade)
    entra = dataclasses.replace(comum, unidade_id=para, quantidade=quantidade)
    with ctx.banco.escrita() as conexao:
        _conferir(ctx, conexao, (sai, entra))
        dia = max(em, ctx.relogio.hoje())
        existentes = sum(
            v.quantidade
            for v in consultas.movimentos(conexao, cargo_id)
            if v.unidade_id == de and (v.desde is None or v.desde <= dia)
        )
        ocupados = sum(
            o.ocupadas
            for o in consultas.ocupacao(conexao, dia, cargo_id)
            if o.unidade_id == de and de is not None and not o.excedente
        )
        exigir(
            quantidade <= existentes - ocupados,
            f"A unidade de origem tem {existentes} posto(s), {ocupados} ocupado(s): {quantidade} não podem sair dela.",
            d.ART_3,
        )
        operacao = ctx.operacao(conexao, "Redistribuição de postos")
        primeiro, segundo = (
            lancar_cadastro(conexao, operacao, sujeito_tipo="vaga", conteudo=conteudo_de(v)) for v in (sai, entra)
        )
    return primeiro, segundo


@exige(Permissao.CADASTRAR)
def salvar_reserva(ctx: Contexto, *, reserva: ReservaPosto) -> int:
    """Enter, change or end a reserve of posts; return its id.  ErroDominio without number, motivo or documento."""
    reserva = dataclasses.replace(
        reserva, motivo=normalizar(reserva.motivo), documento=normalizar(reserva.documento)
    )  # fmt: skip
    exigir(reserva.quantidade >= 1, "Informe quantos postos ficam reservados.", d.ART_3)
    exigir(reserva.motivo, "Falta o motivo da reserva (decisão judicial, concurso em andamento…).", d.ART_3)
    exigir(reserva.documento, "Falta o documento que determinou a reserva.", d.ART_3)
    em_ordem(reserva.desde, reserva.ate)
    with ctx.banco.escrita() as conexao:
        existir(conexao, "cargo", reserva.cargo_id, "O cargo")
        existir(conexao, "unidade", reserva.unidade_id, "A unidade")
        existir(conexao, "reserva_posto", reserva.id, "A reserva")
        return lancar(ctx, conexao, "reserva_posto", reserva, reserva.id, "Reserva de postos", fora=("unidade",))


# ------------------------------------------------------------------ inside


def _conferir(ctx: Contexto, conexao: Conexao, novas: tuple[Vagas, ...]) -> None:
    """Refuse posts of an extinct cargo, or a number below that of the people in them."""
    hoje = ctx.relogio.hoje()
    cargo_id = novas[0].cargo_id
    cargo = existir(conexao, "cargo", cargo_id, "O cargo")
    exigir(
        cargo.extinto_em is None or all(v.quantidade <= 0 for v in novas),
        "O cargo está extinto e não recebe postos.",
        d.ART_3,
    )
    for nova in novas:
        existir(conexao, "unidade", nova.unidade_id, "A unidade")
        gravada = existir(conexao, "vaga", nova.id, "O registro de postos")
        exigir(gravada is None or gravada.cargo_id == cargo_id, "Os postos são de outro cargo.", d.ART_3)
    trocadas = {v.id for v in novas if v.id is not None}
    todas: tuple[Any, ...] = (*(v for v in consultas.movimentos(conexao, cargo_id) if v.id not in trocadas), *novas)
    falta = _faltam_postos(conexao, cargo_id, cargo.nome, todas, hoje)
    exigir(not falta, falta, d.ART_3)


def falta_sem(conexao: Conexao, ids: Collection[int], hoje: date) -> list[str]:
    """Return, for the cargos of some posts, why they cannot be taken out of the record: there are people in them."""
    faltas = []
    por_cargo = {v.cargo_id: v for v in (existir(conexao, "vaga", id_, "O registro de postos") for id_ in ids)}
    for cargo_id in por_cargo:
        cargo = existir(conexao, "cargo", cargo_id, "O cargo")
        restam = tuple(v for v in consultas.movimentos(conexao, cargo_id) if v.id not in ids)
        # Without any record left nobody says how many posts there are, as before the first one.
        falta = _faltam_postos(conexao, cargo_id, cargo.nome, restam, hoje) if restam else ""
        faltas += [falta] if falta else []
    return faltas


def _faltam_postos(conexao: Conexao, cargo_id: int, nome: str, todas: Sequence[Any], hoje: date) -> str:
    """Return the sentence that says that these posts are fewer than the people in them on some day, or nothing."""
    # A law of a later day is looked at on that day: until then its posts exist.
    dias = {hoje, *(v.desde for v in todas if v.desde is not None and v.desde > hoje)}
    for dia in sorted(dias):
        total = sum(v.quantidade for v in todas if v.desde is None or v.desde <= dia)
        ocupados = ocupacao_maxima(conexao, cargo_id, dia)
        if total < ocupados:
            return f"O cargo {nome} ficaria com {total} posto(s), e {ocupados} estão ocupados."
    return ""


def _vagas(linha: Any) -> Vagas:
    lida: Vagas = dto(Vagas, linha)
    return dataclasses.replace(lida, especie=lida.especie or CRIACAO)


def _livres(
    achados: tuple[PostoLivre, ...], lugares: Mapping[int, tuple[str, AreaVaga | None]]
) -> tuple[VagaLivre, ...]:
    livres = []
    for posto in achados:
        nome, area = lugares.get(posto.unidade, ("", None)) if posto.unidade is not None else (SEM_LOTACAO, None)
        livres.append(
            VagaLivre(
                origem=posto.origem, quantos=posto.quantos, desde=posto.desde, unidade_id=posto.unidade, unidade=nome,
                area=area, lei=posto.lei, vinculo_id=posto.vinculo, ultimo_ocupante=posto.nome, antes=posto.antes,
                presumida=posto.presumida,
            )
        )  # fmt: skip
    return tuple(livres)


def disponiveis_no_cargo(conexao: Conexao, cargo_id: int, dia: date) -> tuple[Disponivel, ...]:
    """Return who `disponiveis` does, inside a transaction already open."""
    cargo = consultas.cargo_no_dia(conexao, cargo_id, dia)
    if cargo is None or not cargo.tem_posto(dia):
        return ()
    return tuple(
        Disponivel(vinculo_id=quem.vinculo, servidor_id=servidor, nome=quem.nome, desde=quem.desde, cargo=nome)
        for quem, servidor, nome in consultas.em_disponibilidade(conexao, cargo, dia)
    )


def _por_unidade(vigentes: list[Any], ocupadas: list[Any], reservas: list[Any]) -> tuple[PostosDaUnidade, ...]:
    criadas: dict[int | None, int] = {}
    gente: dict[int | None, int] = {}
    guardadas: dict[int | None, int] = {}
    nomes: dict[int | None, str] = {None: SEM_LOTACAO}
    for linhas, campo, soma in ((vigentes, "quantidade", criadas), (ocupadas, "ocupadas", gente),
                                (reservas, "quantidade", guardadas)):  # fmt: skip
        for linha in linhas:
            _somar(soma, linha.unidade_id, getattr(linha, campo))
            nomes[linha.unidade_id] = linha.unidade or SEM_LOTACAO
    lugares = sorted({*criadas, *gente, *guardadas}, key=lambda u: (u is not None, nomes[u]))
    # Who is in a unit without posts of its own uses one of those without lotação.
    emprestadas = sum(max(0, gente.get(u, 0) - criadas.get(u, 0)) for u in lugares if u is not None)
    linhas_ = []
    for u in lugares:
        numero = criadas.get(u)
        livres = None if numero is None else max(0, numero - gente.get(u, 0) - (emprestadas if u is None else 0))
        linhas_.append(
            PostosDaUnidade(
                unidade_id=u, unidade=nomes[u], criadas=numero, ocupadas=gente.get(u, 0),
                reservadas=guardadas.get(u, 0), livres=livres,
            )
        )  # fmt: skip
    return tuple(linhas_)


def _somar(onde: dict[Any, int], chave: Any, quanto: int) -> None:
    onde[chave] = onde.get(chave, 0) + quanto


def _ocupacao(
    cargo: Cargo, postos: Mapping[str, int] | None, gente: Mapping[str, int], guardadas: Mapping[str, int], fora: int
) -> OcupacaoCargo:
    ocupadas = sum(gente.values())
    criadas = sum(postos.values()) if postos is not None else None
    lugares = sorted({*(postos or {}), *gente, *guardadas})
    return OcupacaoCargo(
        cargo=cargo,
        criadas=criadas,
        ocupadas=ocupadas,
        # A post of an extinct cargo is nobody's to fill (art. 3º).
        livres=None if criadas is None else 0 if cargo.extinto_em is not None else criadas - ocupadas,
        por_unidade=tuple((lugar or SEM_LOTACAO, (postos or {}).get(lugar), gente.get(lugar, 0)) for lugar in lugares),
        reservadas=sum(guardadas.values()),
        excedentes=fora,
        reservadas_por_unidade=tuple((lugar or SEM_LOTACAO, n) for lugar, n in sorted(guardadas.items())),
    )
