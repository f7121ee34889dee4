"""copiar, copias, provar-copia, restaurar, atualizar on the command line."""

from __future__ import annotations

from pathlib import Path

from bahiaservidor.servicos import copias_cifra

from .base import Executar


def test_copiar_listar_provar(executar: Executar, banco: Path) -> None:
    assert executar("copias", "--banco", banco).saida.startswith("Nenhuma cópia")
    feita = executar("copiar", "--banco", banco, "--json")
    assert (feita.situacao, feita.erros) == (0, "")
    nome, pasta = feita.json["arquivo"], banco.parent / "copias"
    assert feita.json["pastas"] == [str(pasta)]
    assert (pasta / nome).stat().st_size == feita.json["bytes"]
    (listada,) = executar("copias", "--banco", banco, "--json").json
    assert (listada["arquivo"], listada["sha256"]) == (nome, feita.json["sha256"])
    assert listada["contagens"]["servidor"] == 60
    assert "provada" in executar("copias", "--banco", banco).saida
    for chave in (nome, "ultima", str(pasta / nome)):
        assert executar("provar-copia", chave, "--banco", banco).saida == f"{pasta}: provada\n"
    with (pasta / nome).open("rb+") as arquivo:
        arquivo.truncate(5000)
    reprovada = executar("provar-copia", nome, "--banco", banco)
    assert (reprovada.situacao, "NÃO PASSOU" in reprovada.saida) == (1, True)
    assert executar("provar-copia", "ultima", "--banco", banco).situacao == 2
    assert executar("provar-copia", "inventada", "--banco", banco).frase.startswith("Não há cópia “inventada”")


def test_restaurar_mostra_antes_e_so_troca_com_sim(executar: Executar, banco: Path) -> None:
    nome = executar("copiar", "--banco", banco, "--json").json["arquivo"]
    antes = executar("restaurar", nome, "--banco", banco)
    assert antes.situacao == 0
    assert "Voltar a ela perderia: 0 entradas do livro e 0 documentos emitidos." in antes.saida
    assert list(banco.parent.glob("*.antes-de-restaurar-*")) == []
    feito = executar("restaurar", nome, "--banco", banco, "--sim", "--json").json
    assert feito["restaurado"] == str(banco)
    assert Path(feito["substituido"]).is_file()
    assert executar("verificar", "--banco", banco).situacao == 0


def test_restaurar_o_que_nao_abre_pede_o_arquivo(executar: Executar, banco: Path) -> None:
    nome = executar("copiar", "--banco", banco, "--json").json["arquivo"]
    banco.write_bytes(b"nada que se leia" * 1000)
    assert executar("restaurar", "ultima", "--banco", banco).situacao == 2
    arquivo = banco.parent / "copias" / nome
    so_ver = executar("restaurar", arquivo, "--banco", banco)
    assert "O registro de agora não pôde ser lido" in so_ver.saida
    assert executar("verificar", "--banco", banco).situacao == 2
    assert executar("restaurar", arquivo, "--banco", banco, "--sim").situacao == 0
    assert executar("verificar", "--banco", banco).situacao == 0


def test_sem_a_frase_a_cifrada_nao_abre(executar: Executar, banco: Path, tmp_path: Path) -> None:
    from bahiaservidor import montagem
    from bahiaservidor.servicos import copias

    ctx = montagem.montar(banco)
    copias.cifrar(ctx, frase="cavalo bateria grampo correto")
    montagem.desmontar(ctx)
    nome = executar("copiar", "--banco", banco, "--json").json["arquivo"]
    assert nome.endswith(".age")
    assert (banco.parent / "copias" / copias_cifra.ARQUIVO_DA_CHAVE).is_file()
    assert "use --frase-de-arquivo" in executar("provar-copia", nome, "--banco", banco).frase
    # Asking in vain must not be taken for a registry that does not open.
    assert "use --frase-de-arquivo" in executar("restaurar", nome, "--banco", banco, "--sim").frase
    frase = tmp_path / "frase.txt"
    frase.write_text("cavalo bateria grampo correto\n")
    feito = executar("restaurar", nome, "--banco", banco, "--sim", "--frase-de-arquivo", frase)
    assert (feito.situacao, feito.erros) == (0, "")


def test_atualizar(executar: Executar, banco: Path) -> None:
    assert executar("atualizar", "--banco", banco).situacao == 0
    assert executar("atualizar", "--banco", banco.with_name("nada.sqlite3")).situacao == 2
