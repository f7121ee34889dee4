"""What acts on cargos do to the registers, and what posts suggest about people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..estatuto.atos.quadro import TransformacaoCargo
from ..estatuto.prazos import Prazo, PropostaLegal, estavel_desde, propostas
from ..estatuto.quadro import Quadro
from ..estatuto.regime import Regimes
from ..estatuto.tipos import TipoExtincao
from ..estatuto.vida import VidaFuncional
from ..registro import livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import quadro as consultas


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
    conexao: Conexao, vida: VidaFuncional, prazos: Sequence[Prazo], regimes: Regimes, hoje: date
) -> list[PropostaLegal]:
    """Return every act the law suggests about one person on the day: those of deadlines and those of posts."""
    vivos = [v for v in vida.vinculos if v.vivo]
    if not vivos:
        return []
    procurados = [v for v in vivos if v.disponibilidade is not None or v.excedente is not None]
    if procurados:
        quadro = consultas.quadro_de(conexao, [v.cargo for v in vida.vinculos], hoje)
    else:
        quadro = Quadro(cargos=consultas.situacoes(conexao, [v.cargo for v in vivos], hoje))
    estaveis = {v.id: estavel_desde(v, regimes, hoje) for v in vivos}
    return propostas(vida, prazos, hoje, quadro=quadro, estaveis=estaveis)
