"""What acts on cargos do to the registers, and what posts suggest about people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..estatuto.atos.base import Ato
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.atos.permuta import DEFINICAO as PERMUTA
from ..estatuto.atos.permuta import Permuta
from ..estatuto.atos.quadro import TransformacaoCargo
from ..estatuto.atos.reintegracao import EXCEDENCIA, Excedencia, Reintegracao
from ..estatuto.dobra import dobrar
from ..estatuto.formatos import matricula
from ..estatuto.prazos import Prazo, PropostaLegal, estavel_desde, prazos_da_vida, propostas
from ..estatuto.regime import Regimes
from ..estatuto.tipos import TipoExtincao
from ..estatuto.vida import VidaFuncional
from ..registro import livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import provimento as consultas_de_atos
from ..registro.consultas import quadro as consultas
from ..registro.vidas import ler_vida
from .contexto import Contexto
from .julgamento import Preparo
from .tipos import Proposta


def projetar_no_cargo(conexao: Conexao, operacao: livro.Operacao, conteudo: Any) -> Sequence[int]:
    """Write what an act on a cargo changes in its record; return the people whose lives must be folded again."""
    if isinstance(conteudo, TransformacaoCargo):
        mudanca: dict[str, Any] = {"extinto_em": conteudo.publicacao, "transformado_em": conteudo.para}
        tocados = consultas.pessoas_do_cargo(conexao, conteudo.cargo)
    elif conteudo.tipo is TipoExtincao.EXTINCAO:
        mudanca, tocados = {"extinto_em": conteudo.publicacao}, []
    else:
        mudanca, tocados = {"desnecessario_em": conteudo.publicacao}, []
    lancar_cadastro(conexao, operacao, sujeito_tipo="cargo", sujeito_id=conteudo.cargo, conteudo=mudanca)
    return tocados


def propostas_com_quadro(
    conexao: Conexao,
    vida: VidaFuncional,
    prazos: Sequence[Prazo],
    regimes: Regimes,
    hoje: date,
    *,
    cargos: consultas.CargosDoDia | None = None,
) -> list[PropostaLegal]:
    """Return every act the law suggests about one person on the day: those of deadlines and those of posts.

    ``cargos`` are those of the day on which posts are looked at, kept from one person to the next: the day is another
    than ``hoje`` only where acts still to come are taken as done (simulations).
    """
    cargos = cargos or consultas.CargosDoDia(conexao, hoje)
    vivos = [v for v in vida.vinculos if v.vivo]
    if not vivos:
        return []
    procurados = [v for v in vivos if v.disponibilidade is not None or v.excedente is not None]
    # Where nobody waits for a post, how many there are is not asked.
    quadro = cargos.quadro(v.cargo for v in vida.vinculos) if procurados else cargos.sem_postos(v.cargo for v in vivos)
    estaveis = {v.id: estavel_desde(v, regimes, hoje) for v in vivos}
    return propostas(vida, prazos, hoje, quadro=quadro, estaveis=estaveis, quadro_em=cargos.dia)


def cascata(ctx: Contexto, conexao: Conexao, preparo: Preparo) -> tuple[Proposta, ...]:
    """Return the acts about others that an act sets in motion, to be entered with it or not (I3, V5)."""
    if isinstance(preparo.conteudo, Reintegracao):
        return _do_ocupante(ctx, conexao, preparo, preparo.conteudo)
    if isinstance(preparo.conteudo, Permuta):
        return _do_outro_lado(conexao, preparo, preparo.conteudo)
    return ()


def _do_ocupante(ctx: Contexto, conexao: Conexao, preparo: Preparo, conteudo: Reintegracao) -> tuple[Proposta, ...]:
    """Return what a reintegração into an occupied post makes the law suggest about the occupant."""
    ocupante = preparo.contexto.ocupante
    if ocupante is None:
        return ()
    dono = consultas_de_atos.servidor_do_vinculo(conexao, ocupante.vinculo)
    assert dono is not None
    leitura = ler_vida(conexao, dono)
    dia = conteudo.publicacao
    deslocado = Ato(
        id=0,
        definicao=EXCEDENCIA,
        conteudo=Excedencia(publicacao=dia, reintegrado=0),
        vinculo=ocupante.vinculo,
        sequencia=1 << 40,
    )
    vida = dobrar(leitura.nascimento, (*leitura.atos, deslocado), leitura.transformacoes)
    regimes = ctx.regimes
    achadas = propostas_com_quadro(conexao, vida, prazos_da_vida(vida, regimes, dia), regimes, dia)
    return tuple(proposta(p, dono, ocupante.nome) for p in achadas if p.vinculo == ocupante.vinculo)


def proposta(legal: PropostaLegal, servidor_id: int, nome: str) -> Proposta:
    """Return what the law suggests about somebody as screens show it."""
    return Proposta(
        servidor_id=servidor_id,
        vinculo_id=legal.vinculo,
        nome=nome,
        ato=legal.ato,
        rotulo=POR_TIPO[legal.ato].rotulo,
        dispositivo=legal.dispositivo,
        razao=legal.razao,
        desde=legal.desde,
        cargo_id=legal.cargo,
        conteudo={"cargo": legal.cargo} if legal.ato == "aproveitamento" else {},
    )


def _do_outro_lado(conexao: Conexao, preparo: Preparo, conteudo: Permuta) -> tuple[Proposta, ...]:
    """Return the other side of a permuta, when the matrícula written is of somebody registered here."""
    deste = preparo.julgamento.vinculo
    outro = consultas.lotado(conexao, matricula=matricula.compactar(conteudo.outra_matricula))
    este = consultas.lotado(conexao, vinculo_id=deste.id) if deste is not None else None
    if este is None or outro is None or outro.vinculo_id == este.vinculo_id or este.unidade_id is None:
        return ()
    return (
        Proposta(
            servidor_id=outro.servidor_id,
            vinculo_id=outro.vinculo_id,
            nome=outro.nome,
            ato=PERMUTA.tipo,
            rotulo=PERMUTA.rotulo,
            dispositivo=PERMUTA.dispositivo,
            razao=f"É o outro lado da permuta: passa para a unidade de onde sai {este.nome}.",
            desde=conteudo.publicacao,
            conteudo={
                "outra_pessoa": este.nome,
                "outra_matricula": este.matricula or "",
                "unidade": este.unidade_id,
                "outra_localidade": conteudo.outra_localidade,
                "os_dois_pediram": conteudo.os_dois_pediram,
                "mesmo_quadro": conteudo.mesmo_quadro,
                "autoridade": conteudo.autoridade,
                "processo": conteudo.processo,
            },
        ),
    )
