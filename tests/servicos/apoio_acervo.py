"""A small registry with a bit of everything that an archive must carry, and the words to compare two registries."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.tipos import TipoRessalva
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.registro.auditoria import selar
from bahiaservidor.registro.papeis_guardados import PapeisGuardados, caminho_dos_papeis
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, acompanhamento, anexos, emendas, papeis, papeis_emissao, unificacao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DadosPessoa, Instrumento
from bahiaservidor.servicos.tipos.acompanhamento import PedidoAcompanhamento
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from tests.documentos import arquivos

from .cenario import HOJE, cenario

RELOGIO = RelogioFixo(HOJE, datetime(2026, 3, 2, 18, tzinfo=UTC))
IARA, CPF_IARA = 'Iara "Flor"; Prado, =1+1', "52998224725"
OUTRA = "Conceição 🌻 d’Ávila"
LAUDO = "LAUDO-4711"


@cache
def cheio() -> tuple[bytes, dict[str, bytes]]:
    """Return a registry and the bytes of its papers.

    It has papers, attachments, corrections, two records made one, health data and odd texts.
    """
    with cenario() as c:
        papel = Instrumento(numero="23.456", data=date(2026, 2, 2), texto='Linha 1\nLinha 2; "fim"')
        iara = DadosPessoa(nome=IARA, nascimento=date(1990, 1, 1), cpf=CPF_IARA)
        a = c.nomear(pessoa=iara, matricula="92222222", instrumento=papel)
        posse = c.registrar("posse", servidor=a.servidor_id, data="2026-02-09", laudo_numero=LAUDO)
        conteudo = {**emendas.conteudo_atual(c.ctx, ato_id=posse.ato_id).conteudo, "data": "2026-02-10"}
        pedido = PedidoEmenda(forma=FormaEmenda.CORRECAO, ato_id=posse.ato_id, motivo="Dia.", conteudo=conteudo)
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        engano = c.registrar("exercicio", servidor=a.servidor_id, data="2026-02-12")
        emendas.desfazer(c.ctx, ato_id=engano.ato_id, motivo="Engano.", hoje=c.hoje)
        c.registrar("exercicio", servidor=a.servidor_id, data="2026-02-11")
        repetida = DadosPessoa(nome="Iara Prado de Souza", nascimento=date(1990, 1, 1))
        b = c.registrar("nomeacao", publicacao="2026-02-13", carater="temporario", pessoa=repetida)
        c.registrar("posse", servidor=b.servidor_id, data="2026-02-16")
        unificacao.fundir(c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, motivo="Repetida.", hoje=c.hoje)
        outra = c.nomear(1, pessoa=DadosPessoa(nome=OUTRA, nascimento=date(1991, 2, 3)))
        c.registrar(
            "posse", servidor=outra.servidor_id, data="2026-06-10",
            ressalva=Ressalva(tipo=TipoRessalva.ATO_CONSUMADO, numero="1/2026", data=date(2026, 1, 5)),
        )  # fmt: skip
        anexos.anexar(c.ctx, dados=arquivos.pdf(), nome="laudo.pdf", vinculo_id=a.vinculo_id, peca="laudo")
        anexos.anexar(c.ctx, dados=arquivos.imagem("JPEG"), nome="rg.jpg", servidor_id=outra.servidor_id, peca="rg")
        termo = papeis.termo_posse(c.ctx, vinculo_id=a.vinculo_id, hoje=c.hoje)
        papeis_emissao.emitir(c.ctx, papel=termo)
        prazo = c.valor(f"SELECT id FROM prazo WHERE vinculo_id = {a.vinculo_id} AND desfecho IS NULL")
        acompanhamento.gravar(
            c.ctx, prazo_ids=[prazo], pedido=PedidoAcompanhamento(responsavel="Doralice Mota"), hoje=c.hoje
        )
        with c.ctx.banco.escrita() as conexao:
            conexao.exec_driver_sql(
                "UPDATE servidor SET endereco = ?, filiacao = ?, telefone = ?, email = ? WHERE id = ?",
                ('\\N\r\nRua do "Sol";\n=HYPERLINK("x")', "-Maria\u2028de tal\0", "\\J", "", a.servidor_id),
            )
            selar(conexao, instante=c.relogio.agora(), motivo="Teste")
        guardados = c.ctx.banco.papeis
        return c.ctx.banco.serializar(), {hash_: guardados.exigir(hash_) for _, hash_ in guardados.novos_desde()}


def em_arquivo(caminho: Path, dados: bytes | None = None) -> Path:
    """Write the registry to a file, its papers to theirs, and return its name."""
    registro, papeis_dele = cheio()
    caminho.write_bytes(registro if dados is None else dados)
    guardados = PapeisGuardados(caminho_dos_papeis(caminho))
    guardados.guardar(papeis_dele)
    guardados.fechar()
    return caminho


def aberto(caminho: Path) -> Contexto:
    """Open a registry with the clock of these tests."""
    return abertura.abrir(caminho, relogio=RELOGIO, usuario="jacira")


def despejo(caminho: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the text index's own, types included."""
    with closing(sqlite3.connect(caminho)) as conexao:
        nomes = conexao.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        ).fetchall()
        return {
            nome: conexao.execute(f'SELECT * FROM "{nome}" ORDER BY 1').fetchall()
            for (nome,) in nomes
            if nome != "sqlite_schema"
        }


def esquema(caminho: Path) -> set[tuple[str, str, str]]:
    """Return what protects and indexes a registry, with its text."""
    with closing(sqlite3.connect(caminho)) as conexao:
        return set(conexao.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))


def zipar(pasta: Path, destino: Path) -> Path:
    """Make a ZIP of a folder."""
    with zipfile.ZipFile(destino, "w") as zipado:
        for caminho in sorted(pasta.rglob("*")):
            if caminho.is_file():
                zipado.write(caminho, caminho.relative_to(pasta).as_posix())
    return destino
