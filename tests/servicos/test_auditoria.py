"""Seals on paper, audits, and somebody with the sqlite3 shell: what fails, and what is found if it is forced."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.registro.auditoria import conferir_corrente
from bahiaservidor.registro.evidencia import conferidor
from bahiaservidor.registro.trilha import trilhar
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, auditoria, papeis_emissao, papeis_relatorio, papeis_selo
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos.auditoria import Selo

from .apoio_acervo import aberto, em_arquivo
from .cenario import HOJE, Cenario, cenario


def sem_espacos(texto: str) -> str:
    return "".join(texto.split())


def texto_do_pdf(dados: bytes) -> str:
    return "\n".join(pagina.extract_text() for pagina in PdfReader(BytesIO(dados)).pages)


# ------------------------------------------------------------------ seals


def test_sela_so_quando_ha_o_que_selar() -> None:
    with cenario() as c:
        um = auditoria.selar(c.ctx, motivo="um")
        assert um is not None
        assert auditoria.selar(c.ctx, motivo="outro") == um
        c.nomear()
        dois = auditoria.selar(c.ctx, motivo="dois")
        assert dois is not None
        assert (dois.numero, dois.entradas > um.entradas, dois.hash != um.hash) == (2, True, True)
        assert auditoria.selos(c.ctx) == (dois, um)
        assert auditoria.auditar(c.ctx).integra


def test_o_relogio_que_volta_nao_poe_um_selo_antes_do_outro() -> None:
    with cenario() as c:
        um = auditoria.selar(c.ctx, motivo="um")
        c.nomear()
        c.ctx.relogio = RelogioFixo(HOJE - timedelta(days=400))
        dois = auditoria.selar(c.ctx, motivo="dois")
        assert um is not None
        assert dois is not None
        assert dois.instante == um.instante
        assert auditoria.auditar(c.ctx).integra


def test_fechar_sela_o_que_se_escreveu_e_so_isso(tmp_path: Path) -> None:
    caminho = tmp_path / "registro.sqlite3"
    relogio = RelogioFixo(HOJE, datetime(2026, 3, 2, 18, tzinfo=UTC))
    ctx = abertura.abrir(caminho, relogio=relogio)
    abertura.configurar(ctx, orgao="Secretaria", sigla="S", municipio="Salvador")
    abertura.fechar(ctx)
    antes = caminho.read_bytes()
    ctx = abertura.abrir(caminho, relogio=relogio)
    assert [s.motivo for s in auditoria.selos(ctx)] == ["Fechamento do programa"]
    abertura.fechar(ctx)
    assert caminho.read_bytes() == antes


def emitir_relatorio(c: Cenario) -> tuple[int, bytes]:
    apurado = papeis_relatorio.relatorio_apurado(c.ctx, ano=2026, trimestre=1, em=c.hoje)
    emitido = papeis_emissao.emitir(c.ctx, papel=apurado.papel)
    return emitido.id, papeis_emissao.bytes_de(c.ctx, documento_id=emitido.id)


def test_o_relatorio_trimestral_traz_o_selo_e_sai_igual_de_novo() -> None:
    with cenario() as c:
        c.estagiario()
        rascunho = papeis_relatorio.relatorio_apurado(c.ctx, ano=2026, trimestre=1, em=c.hoje).papel.pdf
        assert "Selo do registro" not in texto_do_pdf(rascunho)
        documento, pdf = emitir_relatorio(c)
        (selo,) = auditoria.selos(c.ctx)
        assert selo.motivo == "Relatório trimestral de prazos nº 1/2026"
        dito = sem_espacos(texto_do_pdf(pdf))
        assert sem_espacos(f"Selo do registro: {selo.impresso}") in dito
        for parte in (selo.hash, f"nº{selo.numero}", "02/03/202609:00(horadaBahia)", sem_espacos(selo.abrange)):
            assert parte in dito
        assert auditoria.auditar(c.ctx, impressos=[f"{selo.numero}:{selo.em_grupos}"]).integra
        assert emitir_relatorio(c) == (documento, pdf)
        assert len(auditoria.selos(c.ctx)) == 1


def test_o_termo_de_selo_traz_o_codigo_e_os_anteriores() -> None:
    with cenario() as c:
        primeiro = auditoria.selar(c.ctx, motivo="Fechamento do programa")
        c.nomear()
        papel = papeis_selo.termo_de_selo(c.ctx, hoje=c.hoje)
        ultimo = auditoria.ultimo(c.ctx)
        assert primeiro is not None
        assert ultimo is not None
        emitido = papeis_emissao.emitir(c.ctx, papel=papel)
        dito = sem_espacos(texto_do_pdf(papeis_emissao.bytes_de(c.ctx, documento_id=emitido.id)))
        assert ultimo.hash in dito or ultimo.hash[:32] in dito
        assert primeiro.hash in dito
        assert emitido.titulo == "Termo de selo do registro nº 1/2026 – selo nº 2"


def test_um_selo_digitado_errado_e_dito_em_palavras() -> None:
    with cenario() as c:
        selo = auditoria.selar(c.ctx, motivo="um")
        assert selo is not None
        with pytest.raises(ErroDominio, match="não é um selo"):
            auditoria.auditar(c.ctx, impressos=["doze"])
        trocado = ("1" if selo.hash[0] == "0" else "0") + selo.hash[1:]
        feita = auditoria.auditar(c.ctx, impressos=[f"1:{trocado}"])
        assert [f.onde for f in feita.falhas] == ["selo 1"]
        assert [f.onde for f in auditoria.auditar(c.ctx, impressos=[f"7:{selo.hash}"]).falhas] == ["selo 7"]


def test_o_selo_em_palavras() -> None:
    selo = Selo(
        numero=3, instante=datetime(2026, 3, 2, 18, tzinfo=UTC), motivo="m", entradas=12663, linhas_da_trilha=6,
        hash="0123456789abcdef" * 4,
    )  # fmt: skip
    assert selo.em_grupos.startswith("0123 4567 89ab cdef 0123")
    assert selo.impresso == f"nº 3, de 02/03/2026 15:00 (hora da Bahia): {selo.em_grupos}"
    assert selo.abrange == "12.663 entradas do livro e 6 linhas da trilha"


# ------------------------------------------------------------------ somebody with the sqlite3 shell


ESCRITAS = (
    "INSERT INTO trilha (instante, usuario, acao, objeto, detalhe, maquina, hash_anterior, hash) VALUES "
    "('2026-03-02T12:00:00.000000+00:00', 'ninguém', 'entra', 'sessao', '', 'm', '', '')",
    "INSERT INTO ato SELECT 9999, operacao_id, instrumento_id, sujeito_tipo, sujeito_id, servidor_id, vinculo_id, 99, "
    "tipo, versao, data_legal, conteudo, requisitos, ressalva, registrado_em, registrado_por, motor, sal, "
    "hash_anterior, hash FROM ato WHERE id = 9",
    "INSERT INTO usuario (login, nome, papel, permissoes, senha, troca_senha, totp, totp_passo, ativo, falhas, "
    "criado_em, versao) VALUES ('x', 'X', 'administrador', '', '', 0, '', 0, 1, 0, '2026', 1)",
    "INSERT INTO selo SELECT 99, instante, motivo, ultimo_ato, contagem, raiz, ultima_trilha, hash_trilha, tabelas, "
    "hash_anterior, hash FROM selo LIMIT 1",
    "UPDATE ato SET conteudo = '{}' WHERE id = 9",
    "UPDATE trilha SET usuario = 'outra'",
    "UPDATE servidor SET nome = 'Outra'",
    "UPDATE vinculo SET estavel_desde = '2026-01-01'",
    "UPDATE configuracao SET valor = 'x'",
    "DELETE FROM ato",
    "DELETE FROM trilha",
    "DELETE FROM ato_sigilo",
    "DELETE FROM servidor",
)  # fmt: skip


def test_de_fora_do_programa_nada_se_escreve(tmp_path: Path) -> None:
    caminho = em_arquivo(tmp_path / "registro.sqlite3")
    with closing(sqlite3.connect(caminho)) as shell:
        antes = list(shell.iterdump())
        for escrita in ESCRITAS:
            with pytest.raises(sqlite3.DatabaseError, match=r"no such function|só recebe entradas novas|FOREIGN KEY"):
                shell.execute(escrita)
            shell.rollback()
        assert list(shell.iterdump()) == antes


@pytest.mark.parametrize(
    ("gatilhos", "escrita", "onde"),
    [
        ("trilha", ESCRITAS[0].replace("(instante", "(id, instante").replace("('2026", "(6, '2026"), "trilha 6"),
        ("ato", "UPDATE ato SET registrado_por = 'outra' WHERE id = 9", "ato 9"),
        ("ato_sigilo", "DELETE FROM ato_sigilo", "ato_sigilo"),
        ("trilha", "UPDATE trilha SET detalhe = 'nada' WHERE id = 2", "trilha 2"),
    ],
)
def test_o_que_se_forca_aparece_no_programa_e_no_conferidor(
    tmp_path: Path, gatilhos: str, escrita: str, onde: str
) -> None:
    caminho = em_arquivo(tmp_path / "registro.sqlite3")
    with closing(sqlite3.connect(caminho, isolation_level=None)) as shell:
        assert shell.execute("SELECT max(id) FROM trilha").fetchone() == (5,)
        nomes = shell.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (gatilhos,)
        ).fetchall()
        for (nome,) in nomes:
            shell.execute(f"DROP TRIGGER {nome}")
        shell.execute(escrita)
    ctx = aberto(caminho)
    feita = auditoria.auditar(ctx)
    assert feita.falhas[0].onde.startswith(onde)
    assert any(f.onde.startswith("gatilho") for f in feita.falhas)
    with ctx.banco.leitura() as conexao:
        outras = [f.objeto for f in conferir_corrente(conexao)]
    assert any(objeto.startswith("gatilho") for objeto in outras)
    assert gatilhos == "ato_sigilo" or any(objeto.startswith(gatilhos) for objeto in outras)
    abertura.fechar(ctx)


# ------------------------------------------------------------------ the trail cannot be made to say something else


def test_a_trilha_e_uma_linha_ainda_que_lhe_deem_outras() -> None:
    sujo = "jacira\r\n2026-01-01 admin\x1b[31m\u202eoirótsih\u2028\u0000\ud800\u200b"
    with cenario() as c:
        with c.ctx.banco.escrita() as conexao:
            trilhar(conexao, instante=c.relogio.agora(), usuario=sujo, acao=sujo, objeto=sujo, detalhe=sujo)
        with c.ctx.banco.leitura() as conexao:
            linha = conexao.exec_driver_sql(
                "SELECT instante, usuario, acao, objeto, detalhe, maquina FROM trilha ORDER BY id DESC LIMIT 1"
            ).one()
        assert all(valor.isprintable() for valor in linha)
        assert linha.usuario == "jacira  2026-01-01 admin [31m oirótsih    "
        assert linha.instante == "2026-03-02T12:00:00.000000+00:00"
        assert auditoria.auditar(c.ctx).integra


def test_o_registro_cheio_confere_em_arquivo(tmp_path: Path) -> None:
    ctx: Contexto = aberto(em_arquivo(tmp_path / "registro.sqlite3"))
    feita = auditoria.auditar(ctx)
    assert feita.integra
    assert feita.frase == (
        f"Conferidos {feita.atos} atos, {feita.trilha} linhas da trilha, 1 selo e {feita.documentos} documentos "
        "guardados."
    )
    abertura.fechar(ctx)


def test_com_dois_processos_o_resultado_e_o_mesmo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ctx = aberto(em_arquivo(tmp_path / "registro.sqlite3"))
    sozinho = auditoria.auditar(ctx)
    monkeypatch.setattr(conferidor(), "PEDACO", 10)
    assert auditoria.auditar(ctx, processos=2) == sozinho
    abertura.fechar(ctx)
