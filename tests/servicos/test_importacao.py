"""Spreadsheets coming in: the dry run promises what the import does, and touches nothing."""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import importacao, pessoas
from bahiaservidor.servicos.tipos import DadosPessoa

from .apoio_importacao import CABECALHO, conferir, cpf, gravar, importar, motivos, pedir, pessoa
from .cenario import Cenario, cenario, integra


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def _hash(c: Cenario) -> str:
    return hashlib.sha256(c.ctx.banco.serializar()).hexdigest()


def _fora_da_trilha(c: Cenario) -> list[str]:
    with closing(sqlite3.connect(":memory:")) as conexao:
        conexao.deserialize(c.ctx.banco.serializar())
        return [linha for linha in conexao.iterdump() if not linha.startswith('INSERT INTO "trilha"')]


# ------------------------------------------------------------------ columns


def test_as_colunas_se_reconhecem_por_nome_sinonimo_e_semelhanca(c: Cenario) -> None:
    cabecalho = ("NOME DO SERVIDOR", "Nº CPF", "Dt. Nascimento", "cadastro", "Cargos", "Outra coisa", "PIS/PASEP")
    mapa = importacao.propor_mapa(c.ctx, "assentamentos", cabecalho)
    assert mapa == {"nome": 0, "cpf": 1, "nascimento": 2, "matricula": 3, "cargo": 4, "pis": 6}


def test_a_tela_lembra_as_colunas_dos_mesmos_titulos(c: Cenario) -> None:
    importacao.lembrar_mapa(c.ctx, "servidores", ("Coluna A", "Coluna B"), {"nome": 1, "cpf": 0})
    assert importacao.propor_mapa(c.ctx, "servidores", ("COLUNA A", "coluna b")) == {"nome": 1, "cpf": 0}
    assert importacao.propor_mapa(c.ctx, "servidores", ("Coluna A", "Coluna C")) == {}
    importacao.lembrar_mapa(c.ctx, "servidores", ("Coluna A", "Coluna B"), {"nome": 0})
    assert importacao.propor_mapa(c.ctx, "servidores", ("Coluna A", "Coluna B")) == {"nome": 0}


def test_falta_de_coluna_obrigatoria_e_dita_antes_de_ler(c: Cenario, tmp_path: Path) -> None:
    with pytest.raises(ErroDominio, match="Situação"):
        conferir(c, tmp_path, "assentamentos", ("Nome", "Cargo"), [("Ana", "Analista Técnico")])


# ------------------------------------------------------------------ the dry run


def test_a_conferencia_promete_o_que_a_importacao_faz_e_nao_toca_o_registro(c: Cenario, tmp_path: Path) -> None:
    linhas = [pessoa(1), pessoa(2, CPF="529.982.247-24"), pessoa(3)]
    antes = _hash(c)
    pedido = pedir(c, "assentamentos", gravar(tmp_path, CABECALHO, linhas))
    conferida = importacao.conferir(c.ctx, pedido, c.hoje)
    assert _hash(c) == antes
    assert [linha.resultado for linha in conferida.linhas] == ["entra", "recusada", "entra"]
    assert [linha.numero for linha in conferida.linhas] == [2, 3, 4]
    ((coluna, motivo),) = motivos(conferida.linhas[1])
    assert coluna == "CPF"
    assert "não existe" in motivo
    feita = importacao.importar(c.ctx, dataclasses.replace(pedido, entram=2), c.hoje)
    assert (feita.entraram, feita.recusadas, feita.linhas) == (2, 1, 3)
    assert c.contar("vinculo") == 2
    assert c.contar("operacao") == 2  # that of the scene, and one for the whole import
    integra(c)
    assert importacao.abrir(c.ctx, pedido.caminho).ja_importado_em is not None


def test_importar_de_novo_nao_muda_nada(c: Cenario, tmp_path: Path) -> None:
    importar(c, tmp_path, "assentamentos", CABECALHO, [pessoa(1), pessoa(2)])
    conferida = conferir(c, tmp_path, "assentamentos", CABECALHO, [pessoa(1), pessoa(2)])
    assert conferida.sem_mudanca == 2
    with pytest.raises(ErroDominio, match="Nenhuma linha"):
        importar(c, tmp_path, "assentamentos", CABECALHO, [pessoa(1), pessoa(2)])


def test_arquivo_ou_registro_que_mudou_depois_da_conferencia_nao_entra(c: Cenario, tmp_path: Path) -> None:
    pedido = pedir(c, "assentamentos", gravar(tmp_path, CABECALHO, [pessoa(1), pessoa(2)]))
    gravar(tmp_path, CABECALHO, [pessoa(1), pessoa(3)])
    with pytest.raises(ErroDominio, match="mudou desde que foi conferido"):
        importacao.importar(c.ctx, pedido, c.hoje)
    caminho = gravar(tmp_path, CABECALHO, [pessoa(1), pessoa(2)])
    importar(c, tmp_path, "assentamentos", CABECALHO, [pessoa(1)])
    caminho = gravar(tmp_path, CABECALHO, [pessoa(1), pessoa(2)])
    pedido = pedir(c, "assentamentos", caminho, entram=2)
    with pytest.raises(ErroDominio, match="entrariam 1 linhas, e não 2"):
        importacao.importar(c.ctx, pedido, c.hoje)
    assert c.contar("vinculo") == 1


def test_cancelar_nao_deixa_nada_alem_da_tentativa_na_trilha(c: Cenario, tmp_path: Path) -> None:
    antes = _fora_da_trilha(c)
    pedido = pedir(c, "assentamentos", gravar(tmp_path, CABECALHO, [pessoa(n) for n in range(300)]))
    vistos: list[tuple[int, int]] = []

    def progresso(feitos: int, total: int) -> None:
        vistos.append((feitos, total))

    def cancelado() -> bool:
        return bool(vistos)

    with pytest.raises(ErroDominio, match="Interrompido"):
        importacao.importar(c.ctx, pedido, c.hoje, progresso, cancelado)
    assert vistos == [(0, 300)]
    assert _fora_da_trilha(c) == antes
    with c.ctx.banco.leitura() as conexao:
        ultima = conexao.exec_driver_sql("SELECT acao, objeto, detalhe FROM trilha ORDER BY id DESC").first()
    assert ultima == ("tentou importar", "importacao", "assentamentos: recusada ou interrompida")


def test_datas_ambiguas_impossiveis_e_de_dois_digitos_sao_recusadas_pelo_nome(c: Cenario, tmp_path: Path) -> None:
    linhas = [
        pessoa(1, **{"Data do exercício": "05/02/15"}),
        pessoa(2, **{"Data do exercício": "30/02/2015"}),
        pessoa(3, Nascimento="07/04/2030"),
        pessoa(4, **{"Data do exercício": "05/02/1980"}),
    ]
    conferida = conferir(c, tmp_path, "assentamentos", CABECALHO, linhas)
    frases = [motivos(linha)[0] for linha in conferida.linhas]
    assert [coluna for coluna, _ in frases] == [
        "Data do exercício", "Data do exercício", "Nascimento", "Data do exercício",
    ]  # fmt: skip
    for (_, frase), parte in zip(frases, ("dois números", "não existe", "ainda não chegou", "nascimento"), strict=True):
        assert parte in frase


def test_coluna_com_mes_antes_do_dia_nao_se_adivinha(c: Cenario, tmp_path: Path) -> None:
    linhas = [
        pessoa(1, Nascimento="07/25/1985"),
        pessoa(2, Nascimento="03/04/1985"),
        pessoa(3, Nascimento="25/04/1985"),
    ]
    conferida = conferir(c, tmp_path, "assentamentos", CABECALHO, linhas)
    assert [linha.resultado for linha in conferida.linhas] == ["recusada", "recusada", "entra"]
    assert "dois dias diferentes" in motivos(conferida.linhas[1])[0][1]
    # Without the date: those that are ambiguous are one reason, with how many they are.
    assert "03/04/1985" not in conferida.linhas[1].faltas[0].geral
    assert any("mês antes do dia" in aviso for aviso in conferida.avisos)


def test_a_lei_recusa_com_o_artigo(c: Cenario, tmp_path: Path) -> None:
    linhas = [pessoa(1, Cargo="Coordenador III", Situação="Estável"), pessoa(2, Cargo="Analista Tecnco")]
    conferida = conferir(c, tmp_path, "assentamentos", CABECALHO, linhas)
    falta = conferida.linhas[0].faltas[0]
    assert falta.dispositivo == "art. 27"
    assert "Você quis dizer “Analista Técnico”?" in motivos(conferida.linhas[1])[0][1]


def test_os_postos_do_cargo_valem_tambem_para_a_planilha(tmp_path: Path) -> None:
    with cenario(postos=2) as c:
        conferida = conferir(c, tmp_path, "assentamentos", CABECALHO, [pessoa(n) for n in range(3)])
        assert [linha.resultado for linha in conferida.linhas] == ["entra", "entra", "recusada"]
        assert conferida.linhas[2].faltas[0].dispositivo == "art. 3º"


# ------------------------------------------------------------------ who


def _cadastrar(c: Cenario, **dados: object) -> int:
    importadas = c.contar("servidor")
    with c.ctx.banco.escrita() as conexao:
        from bahiaservidor.servicos import identidade

        id_ = identidade.criar_pessoa(conexao, c.ctx.operacao(conexao, "x"), DadosPessoa(**dados))  # type: ignore[arg-type]
    assert c.contar("servidor") == importadas + 1
    return id_


def test_homonimo_sem_documento_espera_a_escolha(c: Cenario, tmp_path: Path) -> None:
    id_ = _cadastrar(c, nome="Ana Souza", nascimento=date(1980, 1, 1))
    cabecalho = ("Nome", "CPF", "Nascimento")
    linhas = [("ANA SOUZA", cpf(1), "01/01/1980")]
    conferida = conferir(c, tmp_path, "servidores", cabecalho, linhas)
    (linha,) = conferida.linhas
    assert linha.resultado == "duvida"
    (parecido,) = linha.parecidos
    assert parecido.servidor_id == id_
    assert parecido.iguais == ("Nome", "Nascimento")
    assert "em branco no registro" in parecido.diferentes[0]
    caminho = gravar(tmp_path, cabecalho, linhas)
    por_escolha = {
        escolha: importacao.conferir(c.ctx, pedir(c, "servidores", caminho, escolhas={2: escolha}), c.hoje)
        for escolha in (parecido.escolha, "nova", "pular")
    }
    assert [f.linhas[0].resultado for f in por_escolha.values()] == ["altera", "entra", "pulada"]
    importacao.importar(c.ctx, pedir(c, "servidores", caminho, escolhas={2: parecido.escolha}), c.hoje)
    assert pessoas.pessoa(c.ctx, servidor_id=id_).cpf == cpf(1)


def test_homonimo_com_outro_cpf_e_outro_nascimento_entra_e_e_mostrado(c: Cenario, tmp_path: Path) -> None:
    _cadastrar(c, nome="Ana Souza", nascimento=date(1980, 1, 1), cpf=cpf(2))
    conferida = conferir(
        c, tmp_path, "servidores", ("Nome", "CPF", "Nascimento"), [("Ana Souza", cpf(1), "02/01/1980")]
    )
    (linha,) = conferida.linhas
    assert linha.resultado == "entra"
    assert linha.parecidos
    assert "homônimo" in linha.avisos[0]


def test_cpf_com_outro_nome_ou_outro_nascimento_espera_a_escolha(c: Cenario, tmp_path: Path) -> None:
    _cadastrar(c, nome="Ana Souza", nascimento=date(1980, 1, 1), cpf=cpf(1))
    linhas = [("Carlos Pereira", cpf(1), ""), ("Ana Souza", cpf(1), "03/03/1981")]
    conferida = conferir(c, tmp_path, "servidores", ("Nome", "CPF", "Nascimento"), linhas)
    assert [linha.resultado for linha in conferida.linhas] == ["duvida", "duvida"]
    assert all(linha.parecidos[0].certo for linha in conferida.linhas)


def test_repetidos_e_homonimos_no_mesmo_arquivo(c: Cenario, tmp_path: Path) -> None:
    linhas = [
        ("Ana Souza", cpf(1), "01/01/1980"),
        ("Ana Souza", cpf(1), "01/01/1980"),
        ("Ana Souza", "", "01/01/1980"),
    ]
    cabecalho = ("Nome", "CPF", "Nascimento")
    conferida = conferir(c, tmp_path, "servidores", cabecalho, linhas)
    assert [linha.resultado for linha in conferida.linhas] == ["entra", "recusada", "duvida"]
    assert motivos(conferida.linhas[1]) == [("CPF", "Ana Souza já está na linha 2 deste arquivo.")]
    (parecido,) = conferida.linhas[2].parecidos
    assert parecido.escolha == "linha:2"
    pulando = conferir(c, tmp_path, "servidores", cabecalho, linhas, escolhas={4: "nova"})
    assert pulando.linhas[2].resultado == "entra"


def test_completa_sem_trocar_nome_nascimento_nem_contato(c: Cenario, tmp_path: Path) -> None:
    id_ = _cadastrar(c, nome="Ana Souza", cpf=cpf(1), telefone="71 1", rg="1")
    linhas = [("Ana de Souza", cpf(1), "01/01/1980", "71 2", "ana@ba.gov.br", "2")]
    cabecalho = ("Nome", "CPF", "Nascimento", "Telefone", "E-mail", "RG")
    (linha,) = conferir(c, tmp_path, "servidores", cabecalho, linhas).linhas
    assert linha.resultado == "altera"
    assert linha.avisos == ("Fica como está no registro, embora diferente: Nome e Telefone.",)
    numero = importar(c, tmp_path, "servidores", cabecalho, linhas)
    dados = pessoas.pessoa(c.ctx, servidor_id=id_)
    assert (dados.nome, dados.telefone, dados.email, dados.rg) == ("Ana Souza", "71 1", "ana@ba.gov.br", "2")
    assert dados.nascimento == date(1980, 1, 1)
    importacao.desfazer(c.ctx, numero, "teste", c.hoje)
    assert pessoas.pessoa(c.ctx, servidor_id=id_) == DadosPessoa(nome="Ana Souza", cpf=cpf(1), telefone="71 1", rg="1")
    integra(c)


def test_matricula_repetida_e_segundo_vinculo_da_mesma_pessoa(c: Cenario, tmp_path: Path) -> None:
    linhas = [
        pessoa(1),
        pessoa(2, Matrícula="90000001"),
        pessoa(1, Matrícula="90000003"),
        pessoa(1, Matrícula="90000004", Cargo="Coordenador III"),
    ]
    conferida = conferir(c, tmp_path, "assentamentos", CABECALHO, linhas)
    assert [linha.resultado for linha in conferida.linhas] == ["entra", "recusada", "recusada", "entra"]
    assert "já está na linha 2" in motivos(conferida.linhas[1])[0][1]
    importar(c, tmp_path, "assentamentos", CABECALHO, linhas)
    assert c.contar("servidor") == 1
    outra = conferir(c, tmp_path, "assentamentos", CABECALHO, [pessoa(9, Matrícula="90000001")])
    assert "já é de" in motivos(outra.linhas[0])[0][1]
    mesmo = conferir(c, tmp_path, "assentamentos", CABECALHO, [pessoa(1, Matrícula="")])
    assert mesmo.linhas[0].resultado == "duvida"
