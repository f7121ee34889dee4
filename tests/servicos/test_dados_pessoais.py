"""One person's data for that person: everything of theirs, nothing of others, and a trace of it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, Integer, insert, update

from bahiaservidor.arquivos import ErroDeArquivo
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.registro import modelos as m
from bahiaservidor.registro.livro import historico
from bahiaservidor.servicos import abertura, anexos, dados_pessoais, dados_pessoais_pacote, unificacao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.dados_pessoais import DadosDaPessoa, reunir, sem_terceiros
from bahiaservidor.servicos.dados_pessoais_tabelas import ATO, OMITIDO, SECOES, TABELAS_FORA
from bahiaservidor.servicos.dicionario import dicionario
from bahiaservidor.servicos.tipos import DadosPessoa
from tests.documentos import arquivos
from tests.documentos.amostras import NOME_LONGO, ler
from tests.documentos.apoio import fora_das_margens, sem_memoria

from .apoio_acervo import IARA, LAUDO, OUTRA, aberto, em_arquivo
from .cenario import HOJE, Cenario, cenario
from .test_funcional import READAPTACAO

LGPD = {date(2018, 8, 14)}


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contexto]:
    aberto_ = aberto(em_arquivo(tmp_path_factory.mktemp("lgpd") / "r.sqlite3"))
    yield aberto_
    abertura.fechar(aberto_)


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def secao(dados: DadosDaPessoa, tabela: str) -> tuple[dict[str, Any], ...]:
    (achada,) = [s.linhas for s in dados.secoes if s.secao.tabela == tabela]
    return achada


def tudo(dados: DadosDaPessoa) -> str:
    """Return everything that is handed over as one text."""
    return json.dumps([[s.linhas, s.em_palavras] for s in dados.secoes], ensure_ascii=False, default=str)


# ------------------------------------------------------------------ nothing forgotten


def test_cada_coluna_de_cada_tabela_e_entregue_ou_tem_razao_para_nao_ser() -> None:
    modelos = {t.__tablename__: t.__table__ for t in m.todas() if hasattr(t, "__tablename__")}
    entregues = {s.tabela for s in SECOES}
    assert entregues | TABELAS_FORA.keys() == modelos.keys()
    assert not entregues & TABELAS_FORA.keys()
    for nome, tabela in modelos.items():
        pessoais = {"servidor_id", "vinculo_id"} & set(tabela.columns.keys())
        # What points to a person is handed over, unless the reason says where its data go.
        assert not pessoais or nome in entregues, nome
    for s in SECOES:
        colunas = set(modelos[s.tabela].columns.keys())
        assert s.fora.keys() <= colunas, s.tabela
        assert {nome for nome, _ in s.resumo} <= (colunas - s.fora.keys()) | {"especie", "situacao", "diz", "papel"}
    for razao in (*TABELAS_FORA.values(), *(r for s in SECOES for r in s.fora.values())):
        assert len(razao.split()) >= 4, razao


def _valores(tabela: Any, refs: dict[str, Any], semente: int) -> dict[str, Any]:
    """Return a row with a value of its own in each column, and real keys where it points somewhere."""
    valores: dict[str, Any] = {}
    for ordem, coluna in enumerate(tabela.columns):
        if coluna.name == "id":
            continue
        chaves = [chave.target_fullname for chave in coluna.foreign_keys]
        alvo = chaves[0] if chaves else {"vinculo_id": "vinculo.id", "servidor_id": "servidor.id"}.get(coluna.name, "")
        numero = 70_000 + semente * 100 + ordem
        if alvo in refs:
            valores[coluna.name] = refs[alvo]
        elif alvo:
            valores[coluna.name] = None
        elif isinstance(coluna.type, m.Instante):
            valores[coluna.name] = datetime(2001, 1, 1, tzinfo=UTC) + timedelta(hours=numero)
        elif isinstance(coluna.type, Date):
            valores[coluna.name] = date(1900, 1, 1) + timedelta(days=numero // 3)
        elif isinstance(coluna.type, Boolean):
            valores[coluna.name] = True
        elif isinstance(coluna.type, Integer):
            valores[coluna.name] = numero
        else:
            valores[coluna.name] = f"«{tabela.name}.{coluna.name}»"
    return valores


def test_o_que_se_poe_em_cada_coluna_sai_na_entrega(c: Cenario) -> None:
    pessoa = c.nomear(matricula="92222222")
    anexos.anexar(c.ctx, dados=arquivos.pdf(), nome="a.pdf", servidor_id=pessoa.servidor_id)
    refs: dict[str, Any] = {
        "servidor.id": pessoa.servidor_id, "vinculo.id": pessoa.vinculo_id, "ato.id": pessoa.ato_id,
        "cargo.id": c.cargo, "unidade.id": c.unidade, "operacao.id": 1,
        "lista.id": c.lista, "orgao.id": c.orgao, "leitura.id": 1,
        "arquivo.hash": c.valor("SELECT hash FROM arquivo"), "candidato.id": c.candidatos[0],
    }  # fmt: skip
    m.todas()
    ordem = [s for s in SECOES if s.tabela not in (ATO, "arquivo", "vinculo", "importacao_linha")]
    ordem += [s for s in SECOES if s.tabela == "importacao_linha"]
    esperados: dict[str, dict[str, Any]] = {}
    with c.ctx.banco.escrita() as conexao:
        leitura = m.Base.metadata.tables["leitura"]
        conexao.execute(insert(leitura), {"id": 1, **_valores(leitura, refs, 90)})
        for semente, s in enumerate(ordem):
            tabela = m.Base.metadata.tables[s.tabela]
            valores = _valores(tabela, refs, semente)
            if s.pares is not None:
                valores |= {s.pares[0]: "servidor", s.pares[1]: pessoa.servidor_id}
            if s.tabela == "importacao_linha":
                valores["importacao_id"] = refs["importacao.id"]
            if s.tabela == "servidor":
                valores |= {"unificado_em": None}
                conexao.execute(update(tabela).where(tabela.c.id == pessoa.servidor_id), valores)
            elif s.tabela == "autoridade":
                valores["matricula"] = "92222222"
                conexao.execute(insert(tabela), valores)
            elif s.tabela == "candidato":
                valores |= {"cpf": "«servidor.cpf»"}
                conexao.execute(insert(tabela), {"id": 990, **valores})
            else:
                chave = conexao.execute(insert(tabela), valores).inserted_primary_key
                refs[f"{s.tabela}.id"] = chave[0] if chave else None
            esperados[s.tabela] = valores
    dados = reunir(c.ctx, servidor_id=pessoa.servidor_id)
    for s in ordem:
        linhas = secao(dados, s.tabela)
        for coluna, valor in esperados[s.tabela].items():
            if coluna in s.fora:
                assert all(coluna not in linha for linha in linhas)
                if isinstance(valor, str) and valor.startswith("«"):
                    assert valor not in tudo(dados), valor
            else:
                assert any(linha[coluna] == valor for linha in linhas), f"{s.tabela}.{coluna}"
    assert [s.secao for s in dados.secoes] == list(SECOES)


def test_cada_coluna_tem_rotulo_e_significado(ctx: Contexto) -> None:
    for s in reunir(ctx, servidor_id=1).secoes:
        assert len({coluna.nome for coluna in s.colunas}) == len(s.colunas)
        for coluna in s.colunas:
            assert coluna.rotulo != coluna.nome
            assert "JSON" not in coluna.significado
    assert "sha256:" not in tudo(reunir(ctx, servidor_id=1))


# ------------------------------------------------------------------ theirs, and nobody else's


def test_o_que_e_da_pessoa_vai_com_a_saude_e_o_dos_outros_nao(ctx: Contexto) -> None:
    dados = reunir(ctx, servidor_id=1)
    texto = tudo(dados)
    assert LAUDO in texto
    assert "52998224725" in texto
    assert "529.982.247-25" in texto
    for alheio in (OUTRA, "rg.jpg", "Candidato 3"):
        assert alheio not in texto
    assert {linha["id"] for linha in secao(dados, "servidor")} == {1, 2}  # the record that was merged is of this person
    (prazo,) = secao(dados, "acompanhamento")
    assert prazo["responsavel"] == "Doralice Mota"
    with ctx.banco.leitura() as conexao:
        entradas = [*historico(conexao, 1), *historico(conexao, 2)]
    assert [linha["id"] for linha in secao(dados, ATO)] == sorted(e.id for e in entradas)
    assert {linha["registrado_por"] for linha in secao(dados, ATO)} == {"teste"}
    feitos = {(linha["acao"], linha["objeto"]) for linha in secao(dados, "trilha")}
    assert feitos >= {("anexa", "anexo"), ("emite", "documento_emitido")}


def test_o_ato_que_nomeia_outra_pessoa_vai_sem_o_nome(c: Cenario) -> None:
    nomeada = c.nomear()
    c.registrar(
        "posse", servidor=nomeada.servidor_id, data="2026-02-10", por_procuracao=True, procurador="Zuleica Terceira",
        procuracao="Livro 3",
    )  # fmt: skip
    c.registrar("exercicio", servidor=nomeada.servidor_id, data="2026-02-11")
    c.registrar(
        "afastamento", servidor=nomeada.servidor_id, inicio="2026-02-16", fim="2026-02-20", motivo="doenca_familia",
        fundamento="Mãe, Zoraide Parente, CID G30",
    )  # fmt: skip
    c.registrar("readaptacao", servidor=nomeada.servidor_id, **READAPTACAO)
    dados = reunir(c.ctx, servidor_id=nomeada.servidor_id)
    texto = tudo(dados)
    assert "Zuleica" not in texto
    assert "Zoraide" not in texto
    assert "G30" not in texto
    assert "LAUDO-77" in texto
    posse = next(linha for linha in secao(dados, ATO) if linha["tipo"] == "posse")
    assert (posse["conteudo"]["procurador"], posse["conteudo"]["procuracao"]) == (OMITIDO, "Livro 3")
    assert OMITIDO in posse["diz"].values()
    (licenca,) = secao(dados, "afastamento")
    assert licenca["motivo"] == "doenca_familia"


def test_o_ato_de_um_homonimo_que_passou_por_esta_ficha_nao_aparece(c: Cenario) -> None:
    a, b = c.estagiario(0), c.nomear(1)
    c.registrar("posse", servidor=b.servidor_id, data="2026-02-10")
    c.registrar("exercicio", servidor=b.servidor_id, data="2026-02-11")
    licenca = c.registrar(
        "afastamento", servidor=a.servidor_id, inicio="2026-02-16", fim="2026-02-20", motivo="licenca_saude",
        processo="019.1234.2026.0000001-11",
    )  # fmt: skip
    unificacao.mover_atos(
        c.ctx, atos=(licenca.ato_id,), para_vinculo=b.vinculo_id, motivo="Era de Candidato 2.", hoje=c.hoje
    )
    de_a, de_b = reunir(c.ctx, servidor_id=a.servidor_id), reunir(c.ctx, servidor_id=b.servidor_id)
    for alheio in ("019.1234", "Candidato 2", "16/02/2026"):
        assert alheio not in tudo(de_a)
    assert "019.1234.2026.0000001-11" in tudo(de_b)
    assert "Era de" not in tudo(de_b)


def test_a_mascara_entra_no_que_esta_dentro_de_json() -> None:
    limpo = sem_terceiros(
        {"novo": '{"procurador":"Zé","data":"2026-01-01"}', "pares": [{"titular": "Zé"}], "titular": ""}
    )
    assert limpo == {
        "novo": {"procurador": OMITIDO, "data": "2026-01-01"}, "pares": [{"titular": OMITIDO}], "titular": "",
    }  # fmt: skip
    assert sem_terceiros({"motivo": "luto", "fundamento": "Pai"}) == {"motivo": "luto", "fundamento": OMITIDO}
    assert sem_terceiros({"motivo": "ferias", "fundamento": "art. 94"})["fundamento"] == "art. 94"


def test_o_arquivo_retirado_pode_ser_de_outra_pessoa_e_so_vai_a_linha(c: Cenario) -> None:
    pessoa = c.nomear()
    anexado = anexos.anexar(c.ctx, dados=arquivos.pdf(), nome="a.pdf", servidor_id=pessoa.servidor_id)
    anexos.retirar(c.ctx, anexo_id=anexado.anexo.id, razao="É de um homônimo.")
    dados = reunir(c.ctx, servidor_id=pessoa.servidor_id)
    assert [linha["retirado"] for linha in secao(dados, "anexo")] == ["É de um homônimo."]
    assert dados.arquivos == ()


# ------------------------------------------------------------------ the package


def test_o_pacote_tem_papel_tabelas_json_documentos_e_fica_na_trilha(ctx: Contexto, tmp_path: Path) -> None:
    destino = tmp_path / "dados.zip"
    feito = dados_pessoais_pacote.exportar(ctx, servidor_id=1, destino=destino, hoje=HOJE)
    with zipfile.ZipFile(destino) as pacote:
        nomes = pacote.namelist()
        lidos = {nome: pacote.read(nome) for nome in nomes}
    documentos = [nome for nome in nomes if nome.startswith("documentos/")]
    assert feito.arquivos == len(documentos) == 2
    assert all(nome.isascii() for nome in nomes)
    with ctx.banco.leitura() as conexao:
        guardados = {h for (h,) in conexao.exec_driver_sql("SELECT hash FROM arquivo")}
        ultima = conexao.exec_driver_sql("SELECT acao, objeto, objeto_id, usuario FROM trilha ORDER BY id DESC").first()
    assert {hashlib.sha256(lidos[nome]).hexdigest() for nome in documentos} < guardados
    assert tuple(ultima or ()) == ("exporta", "servidor", 1, "jacira")
    dito = json.loads(lidos["dados.json"])
    assert dito["pessoa"] == IARA
    assert set(dito["tabelas"]) == {s.tabela for s in SECOES}
    assert dito["tabelas"]["servidor"]["linhas"][0]["nascimento"] == "1990-01-01"
    leia_me = lidos["LEIA-ME.txt"].decode()
    assert "arts. 18, I, II e V, e" in leia_me
    assert "{" not in leia_me
    for razao in TABELAS_FORA.values():
        assert razao.split(";")[0].split()[0] in leia_me
    (titulos, *linhas) = csv.reader(io.StringIO(lidos["tabelas/servidor.csv"].decode("utf-8-sig")), delimiter=";")
    assert titulos[:4] == ["Número da pessoa", "Nome", "CPF", "Nascimento"]
    assert (linhas[0][1], linhas[0][3]) == (IARA, "01/01/1990")
    assert "'-Maria" in lidos["tabelas/servidor.csv"].decode("utf-8-sig")  # a spreadsheet opens this one
    for texto in lidos.values():
        assert OUTRA.encode() not in texto
    paginas = " ".join(ler(lidos["dados-pessoais.pdf"]))
    assert "DADOS PESSOAIS" in paginas
    assert LAUDO in paginas
    assert "Cargo: Analista Técnico" in " ".join(paginas.split())


def test_cada_data_impressa_tem_origem_e_nada_sai_da_margem(c: Cenario) -> None:
    pessoa = c.nomear(
        pessoa=DadosPessoa(nome=NOME_LONGO, nascimento=date(1990, 1, 1), nomes_anteriores=(f"{NOME_LONGO} Filha",)),
        processo="019.1234.2026.0000001-11 " * 12,
    )  # fmt: skip
    with c.ctx.banco.escrita() as conexao:
        conexao.exec_driver_sql("UPDATE servidor SET endereco = ?", ("Rua " + "W" * 300,))
    dados = reunir(c.ctx, servidor_id=pessoa.servidor_id)
    entregues, modelo = dados_pessoais_pacote.impresso(c.ctx, dados, HOJE)
    pdf, memorias = dados_pessoais_pacote.desenhar(entregues, modelo)
    assert sem_memoria(pdf, memorias) <= LGPD
    assert fora_das_margens(pdf) == []
    assert dados_pessoais_pacote.desenhar(entregues, modelo)[0] == pdf


def test_o_que_nao_se_pode_entregar_diz_por_que_e_nao_deixa_nada(ctx: Contexto, tmp_path: Path) -> None:
    def entregas() -> int:
        with ctx.banco.leitura() as conexao:
            return int(conexao.exec_driver_sql("SELECT count(*) FROM trilha WHERE acao = 'exporta'").scalar_one())

    antes = entregas()
    destino = tmp_path / "saida" / "d.zip"
    destino.parent.mkdir()
    for quem, dito in ((2, "foi unificado ao de"), (999, "não está registrada")):
        with pytest.raises(ErroDominio, match=dito):
            dados_pessoais_pacote.exportar(ctx, servidor_id=quem, destino=destino, hoje=HOJE)
    with pytest.raises(ErroDominio, match="Entrega interrompida"):
        dados_pessoais_pacote.exportar(ctx, servidor_id=1, destino=destino, hoje=HOJE, cancelado=lambda: True)
    assert list(destino.parent.iterdir()) == []
    destino.write_bytes(b"x")
    with pytest.raises(ErroDeArquivo, match="já existe"):
        dados_pessoais_pacote.exportar(ctx, servidor_id=1, destino=destino, hoje=HOJE)
    assert destino.read_bytes() == b"x"
    assert entregas() == antes


def test_sem_poder_lembrar_a_entrega_ela_nao_se_faz(tmp_path: Path) -> None:
    banco = em_arquivo(tmp_path / "r.sqlite3")
    abertura.fechar(aberto(banco))
    banco.chmod(0o444)
    so_leitura = aberto(banco)
    with pytest.raises(ErroDominio, match="protegido contra gravação"):
        dados_pessoais_pacote.exportar(so_leitura, servidor_id=1, destino=tmp_path / "d.zip", hoje=HOJE)
    assert not (tmp_path / "d.zip").exists()
    abertura.fechar(so_leitura)


def test_o_dicionario_cobre_o_que_se_entrega() -> None:
    for s in SECOES:
        assert s.tabela in dicionario()
    assert dados_pessoais.em_palavras("tipo", "posse") == "Posse"
    assert dados_pessoais.em_palavras("motivo", "luto") == "Luto"
