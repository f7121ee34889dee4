"""The Diário Oficial read, kept, judged and confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import TipoRessalva
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.intercambio.diario_oficial import AtoReferido
from bahiaservidor.intercambio.diario_oficial_avisos import SEM_DATA
from bahiaservidor.servicos import diario, emendas
from bahiaservidor.servicos.tipos import DadosPessoa, Instrumento
from bahiaservidor.servicos.tipos.diario import Correcao, ItemDiario, LeituraAberta, Publicacao, SituacaoItem
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda

from .apoio_diario import Paragrafo, Texto, lendo
from .cenario import HOJE, Cenario, cenario, integra

DOE = Publicacao(edicao="24.555", data=date(2026, 3, 2), pagina="7")
COORDENADOR = {"cargo": "Coordenador III", "simbolo": "DAI-4", "lotacao": "Diretoria de Pessoal"}


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def comissionado(c: Cenario, nome: str, matricula: str | None = None, **pessoa: Any) -> Any:
    """Register somebody who holds the commission cargo since February."""
    quem = DadosPessoa(nome=nome, nascimento=date(1985, 5, 5), **pessoa)
    feito = c.registrar("nomeacao", publicacao="2026-02-03", carater="temporario", pessoa=quem)
    c.registrar("posse", servidor=feito.servidor_id, data="2026-02-05", matricula=matricula)
    c.registrar("exercicio", servidor=feito.servidor_id, data="2026-02-06")
    return feito


def ler(c: Cenario, monkeypatch: pytest.MonkeyPatch, texto: Texto, publicacao: Publicacao = DOE) -> LeituraAberta:
    with lendo(monkeypatch, texto):
        return diario.ler(c.ctx, texto=texto.texto, origem="colado", hoje=HOJE, publicacao=publicacao)


def abrir(c: Cenario, monkeypatch: pytest.MonkeyPatch, texto: Texto, leitura: LeituraAberta) -> list[ItemDiario]:
    with lendo(monkeypatch, texto):
        return list(diario.itens(c.ctx, leitura_id=leitura.leitura.id, hoje=HOJE))


def exoneracao(matricula: str | None, nome: str, **outros: Any) -> Paragrafo:
    quem = f"{nome}, matrícula nº {matricula}" if matricula else nome
    lido = {"verbo": "exonerar", "tipo": "exoneracao_a_pedido", "nome": nome, "matricula": matricula, "a_pedido": True}
    return f"exonerar, a pedido, {quem}, do cargo de Coordenador III, símbolo DAI-4.", {**lido, **COORDENADOR, **outros}


def nomeacao(nome: str, **outros: Any) -> Paragrafo:
    lido = {"verbo": "nomear", "tipo": "nomeacao", "nome": nome, **COORDENADOR, **outros}
    return f"nomear {nome} para o cargo de Coordenador III, símbolo DAI-4, da Diretoria de Pessoal.", lido


# ------------------------------------------------------------------ reading and matching


def test_a_matricula_diz_quem_e_e_o_nome_so_propoe(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    iara = comissionado(c, "Iara do Bonfim", "92000868")
    homonimas = [comissionado(c, "Rosa Lima"), comissionado(c, "Rosa Lima")]
    texto = Texto()
    for matricula, nome in (("92000868", "IARA DO BONFIM"), (None, "ROSA LIMA"), (None, "Iara do Bonfim"),
                            ("92000868", "JOSÉ DOS ANZÓIS")):  # fmt: skip
        texto.item(exoneracao(matricula, nome))
    certa, duas, so_nome, outro_nome = ler(c, monkeypatch, texto).itens
    assert (certa.situacao, certa.servidor_id, certa.vinculo_id) == (
        SituacaoItem.PRONTO, iara.servidor_id, iara.vinculo_id
    )  # fmt: skip
    assert certa.pedido is not None
    assert certa.pedido.conteudo["publicacao"] == DOE.data
    assert duas.servidor_id is None
    assert [p.servidor_id for p in duas.pessoas] == [h.servidor_id for h in homonimas]
    assert duas.faltas == ("Há 2 pessoas com este nome ou parecido: escolha quem é.",)
    assert so_nome.servidor_id is None
    assert so_nome.faltas == ("O texto só traz o nome: confirme se é Iara do Bonfim.",)
    assert outro_nome.situacao is SituacaoItem.FALTA
    assert "o texto diz JOSÉ DOS ANZÓIS" in outro_nome.duvidas[0]


def test_sair_de_outro_cargo_nao_termina_o_vinculo_que_ha(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    iara = comissionado(c, "Iara do Bonfim", "92000868")
    texto = Texto().item(exoneracao("92000868", "IARA DO BONFIM", cargo="Analista Técnico", simbolo=None))
    lida = ler(c, monkeypatch, texto)
    (item,) = lida.itens
    assert item.situacao is SituacaoItem.FALTA
    assert item.faltas[0].startswith(
        "O texto fala do cargo Analista Técnico, e o vínculo é de Coordenador III: corrija"
    )
    diario.escolher_pessoa(c.ctx, item_id=item.id, versao=1, servidor_id=iara.servidor_id)
    (escolhido,) = abrir(c, monkeypatch, texto, lida)
    assert (escolhido.pessoas[0].iguais, escolhido.pessoas[0].diferentes) == (("nome", "matrícula"), ())
    assert item.pedido is not None
    pedido = replace(item.pedido, servidor_id=iara.servidor_id, vinculo_id=iara.vinculo_id)
    diario.corrigir(c.ctx, item_id=item.id, versao=escolhido.versao, correcao=Correcao(pedido=pedido))
    assert abrir(c, monkeypatch, texto, lida)[0].situacao is SituacaoItem.PRONTO


def test_pessoa_nova_cargo_e_unidade_parecidos_ficam_em_duvida(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    texto = Texto().item(nomeacao("BENTO VILASBOAS", cargo="Cordenador III", lotacao="Diretoria de Pesoal"))
    novo, falta = ler(c, monkeypatch, texto.item(nomeacao("ANA SÁ", cargo="Astronauta"))).itens
    assert novo.situacao is SituacaoItem.DUVIDA
    assert novo.nova_pessoa
    assert novo.pedido is not None
    assert novo.pedido.conteudo["cargo"] == c.temporario
    assert novo.pedido.conteudo["unidade"] == c.unidade
    assert any("“Coordenador III”" in d for d in novo.duvidas)
    assert any("“Diretoria de Pessoal”" in d for d in novo.duvidas)
    assert falta.situacao is SituacaoItem.FALTA
    assert falta.faltas == ("O cargo “Astronauta” não está no registro.",)


def test_candidato_do_edital_e_da_classificacao(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    lido = {"verbo": "nomear", "tipo": "nomeacao", "cargo": "Analista Técnico", "edital": "SAEB/01/2025"}
    texto = Texto().item("nomear CANDIDATO 1, 1º", nome="CANDIDATO 1", classificacao=1, **lido)
    texto.item("nomear CANDIDATO 2, 5º", nome="CANDIDATO 2", classificacao=5, **lido)
    texto.item("nomear CANDIDATO 3, 3º", nome="CANDIDATO 3", classificacao=3, **lido)
    certo, outro_lugar, terceiro = ler(c, monkeypatch, texto).itens
    # Out of its turn by itself; in its turn after the two before it.
    assert (terceiro.situacao, terceiro.depende) == (SituacaoItem.PRONTO, (1, 2))
    assert certo.situacao is SituacaoItem.PRONTO
    assert certo.pedido is not None
    assert certo.pedido.conteudo["candidato"] == c.candidatos[0]
    assert outro_lugar.situacao is SituacaoItem.DUVIDA
    assert any("5º lugar" in d for d in outro_lugar.duvidas)


def test_o_que_ja_esta_no_livro_e_apontado(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    comissionado(c, "Iara do Bonfim", "92000868")
    texto = Texto().item(exoneracao("92000868", "IARA DO BONFIM"))
    lida = ler(c, monkeypatch, texto)
    with lendo(monkeypatch, texto):
        diario.confirmar(c.ctx, itens=[lida.itens[0].id], hoje=HOJE)
    de_novo = ler(c, monkeypatch, texto)
    assert de_novo.ja_lida_em is not None
    assert de_novo.itens[0].situacao is SituacaoItem.REPETIDO
    with lendo(monkeypatch, texto), pytest.raises(ErroDominio, match="Já está no livro"):
        diario.confirmar(c.ctx, itens=[de_novo.itens[0].id], hoje=HOJE)


def test_sem_o_dia_da_publicacao_falta_e_a_publicacao_completa(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    comissionado(c, "Iara do Bonfim", "92000868")
    texto = Texto().item(exoneracao("92000868", "IARA DO BONFIM"))
    lida = ler(c, monkeypatch, texto, Publicacao())
    assert lida.itens[0].faltas == ("Falta o dia em que o Diário Oficial circulou.",)
    diario.publicar(c.ctx, leitura_id=lida.leitura.id, publicacao=DOE)
    assert abrir(c, monkeypatch, texto, lida)[0].situacao is SituacaoItem.PRONTO


def test_o_dia_que_alguem_disse_nao_falta(c: Cenario) -> None:
    texto = (
        "O GOVERNADOR DO ESTADO DA BAHIA, no uso de suas atribuições, R E S O L V E\n\nexonerar, a pedido, IARA DO "
        "BONFIM, matrícula nº 92.000.868, do cargo de Coordenador III, símbolo DAI-4."
    )
    for publicacao, falta in ((Publicacao(), True), (DOE, False)):
        lida = diario.ler(c.ctx, texto=texto, origem="colado", hoje=HOJE, publicacao=publicacao)
        assert (SEM_DATA in lida.avisos) is falta


# ------------------------------------------------------------------ confirming


def test_confirmar_agrupa_num_instrumento_e_marca_cada_item(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    comissionado(c, "Iara do Bonfim", "92000868")
    texto = Texto()
    texto.item(nomeacao("BENTO VILASBOAS"))
    texto.item(exoneracao("92000868", "IARA DO BONFIM"))
    lida = ler(c, monkeypatch, texto)
    with lendo(monkeypatch, texto):
        feito = diario.confirmar(c.ctx, itens=[i.id for i in lida.itens], hoje=HOJE)
    assert len(feito.atos) == 2
    assert feito.mensagem == "2 atos registrados: Decreto de 01/03/2026."
    # What ends comes first, whatever the order of the text.
    assert [c.valor(f"SELECT tipo FROM ato WHERE id = {i}") for i in feito.atos] == ["exoneracao_a_pedido", "nomeacao"]
    papeis = {c.valor(f"SELECT instrumento_id FROM ato WHERE id = {i}") for i in feito.atos}
    assert len(papeis) == 1
    assert c.valor("SELECT doe_edicao || doe_data || doe_pagina FROM instrumento") == "24.5552026-03-027"
    assert "nomear BENTO" in c.valor("SELECT texto FROM instrumento")
    depois = abrir(c, monkeypatch, texto, lida)
    assert [i.situacao for i in depois] == [SituacaoItem.CONFIRMADO] * 2
    assert sorted(i.ato_id or 0 for i in depois) == sorted(feito.atos)
    (guardada,) = diario.leituras(c.ctx)
    assert (guardada.pendentes, guardada.confirmados, guardada.contagem) == (0, 2, "concluída")
    integra(c)


def test_um_que_nao_entra_nao_deixa_entrar_nenhum(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    comissionado(c, "Iara do Bonfim", "92000868")
    texto = Texto().item(exoneracao("92000868", "IARA DO BONFIM")).item(exoneracao(None, "FULANO DE TAL"))
    lida = ler(c, monkeypatch, texto)
    antes = c.contar("ato")
    with lendo(monkeypatch, texto), pytest.raises(ErroDominio) as erro:
        diario.confirmar(c.ctx, itens=[i.id for i in lida.itens], hoje=HOJE)
    assert erro.value.mensagem.startswith("Item 2, FULANO DE TAL: ")
    assert "Nenhum dos 2 atos foi registrado" in erro.value.mensagem
    assert c.contar("ato") == antes
    assert c.contar("instrumento") == 0
    assert [i.situacao.pendente for i in abrir(c, monkeypatch, texto, lida)] == [True, True]


def test_quem_sai_e_quem_entra_no_mesmo_posto_no_mesmo_decreto(monkeypatch: pytest.MonkeyPatch) -> None:
    with cenario(postos=1) as c:
        nomeado = c.nomear(0)
        c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10", matricula="92000868")
        c.registrar("exercicio", servidor=nomeado.servidor_id, data="2026-02-11")
        lido = {"cargo": "Analista Técnico"}
        texto = Texto().item(
            "nomear CANDIDATO 2, 2º", verbo="nomear", tipo="nomeacao", nome="CANDIDATO 2", edital="01/2025",
            classificacao=2, **lido,
        )  # fmt: skip
        texto.item(
            "exonerar, a pedido, CANDIDATO 1, matrícula 92000868", verbo="exonerar", tipo="exoneracao_a_pedido",
            nome="CANDIDATO 1", matricula="92000868", **lido,
        )  # fmt: skip
        antes = c.contar("ato"), c.contar("vinculo"), c.contar("operacao")
        lida = ler(c, monkeypatch, texto)
        entra, sai = lida.itens
        assert (sai.situacao, entra.situacao) == (SituacaoItem.PRONTO, SituacaoItem.PRONTO)
        assert entra.depende == (2,)
        # What was rehearsed to know it was taken back whole.
        assert (c.contar("ato"), c.contar("vinculo"), c.contar("operacao")) == antes
        with lendo(monkeypatch, texto), pytest.raises(ErroDominio, match="ocupado"):
            diario.confirmar(c.ctx, itens=[entra.id], hoje=HOJE)
        with lendo(monkeypatch, texto):
            diario.confirmar(c.ctx, itens=[i.id for i in lida.prontos], hoje=HOJE)
        integra(c)


def test_mais_nomeados_do_que_postos_ficam_em_duvida(monkeypatch: pytest.MonkeyPatch) -> None:
    with cenario(postos=2) as c:
        lido = {"verbo": "nomear", "tipo": "nomeacao", "cargo": "Analista Técnico", "edital": "01/2025"}
        texto = Texto()
        for n in (1, 2, 3):
            texto.item(f"nomear CANDIDATO {n}, {n}º", nome=f"CANDIDATO {n}", classificacao=n, **lido)
        lida = ler(c, monkeypatch, texto)
        assert [i.situacao for i in lida.itens[:2]] == [SituacaoItem.PRONTO] * 2
        assert lida.itens[2].situacao is not SituacaoItem.PRONTO
        with lendo(monkeypatch, texto), pytest.raises(ErroDominio, match=r"Item 3, CANDIDATO 3: .*ocupados"):
            diario.confirmar(c.ctx, itens=[i.id for i in lida.itens], hoje=HOJE)
        with lendo(monkeypatch, texto):
            diario.confirmar(c.ctx, itens=[i.id for i in lida.prontos], hoje=HOJE)


def test_o_que_a_lei_recusa_entra_com_a_ressalva_oferecida(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    texto = Texto().item(nomeacao("CELESTE DANTAS", cargo="Analista Técnico", simbolo=None))
    lida = ler(c, monkeypatch, texto)
    (item,) = lida.itens
    assert item.situacao is SituacaoItem.RECUSADO
    assert "concurso" in item.recusa
    assert item.dispositivo
    assert item.pedido is not None
    ressalva = diario.ressalva_sugerida(lida.papeis[0].instrumento)
    assert ressalva.tipo is TipoRessalva.ATO_CONSUMADO
    assert ressalva.fundamento.startswith("Publicado no Diário Oficial do Estado nº 24.555, de 02/03/2026, p. 7:")
    correcao = Correcao(pedido=replace(item.pedido, ressalva=ressalva))
    diario.corrigir(c.ctx, item_id=item.id, versao=item.versao, correcao=correcao)
    (corrigido,) = abrir(c, monkeypatch, texto, lida)
    assert (corrigido.situacao, corrigido.reservas) == (SituacaoItem.PRONTO, 1)
    assert corrigido.pedido is not None
    assert corrigido.pedido.ressalva == ressalva
    with pytest.raises(ErroDominio, match="mudou enquanto"):
        diario.corrigir(c.ctx, item_id=item.id, versao=item.versao, correcao=correcao)
    with lendo(monkeypatch, texto):
        diario.confirmar(c.ctx, itens=[item.id], hoje=HOJE)
    assert c.valor("SELECT ressalvas FROM vinculo ORDER BY id DESC LIMIT 1") == 1


# ------------------------------------------------------------------ correcting, discarding, turning into another act


def test_escolher_a_pessoa_e_o_ato(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    _, rosa = comissionado(c, "Rosa Lima"), comissionado(c, "Rosa Lima")
    texto = Texto().item(exoneracao(None, "ROSA LIMA")).item("convocar ROSA LIMA", verbo="convocar", nome="ROSA LIMA")
    lida = ler(c, monkeypatch, texto)
    item, sem_ato = lida.itens
    assert sem_ato.situacao is SituacaoItem.SEM_ATO
    diario.escolher_pessoa(c.ctx, item_id=item.id, versao=1, servidor_id=rosa.servidor_id)
    certo = abrir(c, monkeypatch, texto, lida)[0]
    assert (certo.situacao, certo.servidor_id) == (SituacaoItem.PRONTO, rosa.servidor_id)
    proposto = diario.propor(
        c.ctx, item_id=sem_ato.id, hoje=HOJE, tipo="exoneracao_a_juizo", servidor_id=rosa.servidor_id
    )
    assert proposto.situacao is SituacaoItem.PRONTO
    assert proposto.pedido is not None
    diario.corrigir(c.ctx, item_id=sem_ato.id, versao=1, correcao=Correcao(pedido=proposto.pedido))
    outro = abrir(c, monkeypatch, texto, lida)[1]
    assert (outro.tipo, outro.rotulo, outro.corrigido) == (
        "exoneracao_a_juizo",
        "Exoneração a juízo da autoridade",
        True,
    )
    assert "exoneracao_a_juizo" in dict(diario.atos_a_escolher())


def test_descartar_pede_motivo_e_reabrir_devolve(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    texto = (
        Texto().item("convocar ALGUÉM", verbo="convocar").ignorado("3. Lista de desistentes", "Lista de desistências")
    )
    lida = ler(c, monkeypatch, texto)
    (item,) = lida.itens
    assert [i.motivo for i in lida.ignorados] == ["Lista de desistências"]
    with pytest.raises(ErroDominio, match="por que"):
        diario.descartar(c.ctx, itens=[item.id], motivo=" ")
    assert diario.descartar(c.ctx, itens=[item.id], motivo="Não é ato") == 1
    (fora,) = abrir(c, monkeypatch, texto, lida)
    assert (fora.situacao, fora.motivo) == (SituacaoItem.DESCARTADO, "Não é ato")
    with pytest.raises(ErroDominio, match="já foi descartado"):
        diario.confirmar(c.ctx, itens=[item.id], hoje=HOJE)
    assert diario.reabrir(c.ctx, itens=[item.id]) == 1
    assert abrir(c, monkeypatch, texto, lida)[0].situacao is SituacaoItem.SEM_ATO


def test_o_que_foi_desfeito_volta_a_pendente(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    comissionado(c, "Iara do Bonfim", "92000868")
    texto = Texto().item(exoneracao("92000868", "IARA DO BONFIM"))
    lida = ler(c, monkeypatch, texto)
    item = lida.itens[0].id
    with lendo(monkeypatch, texto):
        feito = diario.confirmar(c.ctx, itens=[item], hoje=HOJE)
    with pytest.raises(ErroDominio, match="já está no livro"):
        diario.reabrir(c.ctx, itens=[item])
    estorno = PedidoEmenda(forma=FormaEmenda.ESTORNO, ato_id=feito.atos[0], motivo="pessoa errada")
    emendas.registrar_emenda(c.ctx, pedido=estorno, hoje=HOJE)
    assert diario.reabrir(c.ctx, itens=[item]) == 1
    assert abrir(c, monkeypatch, texto, lida)[0].situacao is SituacaoItem.PRONTO
    # The paper of who confirms it again, unnumbered but with the same text, is the one already in the book.
    with lendo(monkeypatch, texto):
        diario.confirmar(c.ctx, itens=[item], hoje=HOJE)
    assert c.contar("instrumento") == 1


def test_o_papel_se_corrige_ate_estar_no_livro(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    comissionado(c, "Iara do Bonfim", "92000868")
    texto = Texto().item(exoneracao("92000868", "IARA DO BONFIM"))
    lida = ler(c, monkeypatch, texto)
    papel = Instrumento(tipo="Portaria", numero="227", data=date(2026, 2, 27), autoridade="Joana Prado")
    diario.corrigir_papel(c.ctx, leitura_id=lida.leitura.id, papel=0, instrumento=papel)
    with lendo(monkeypatch, texto):
        diario.confirmar(c.ctx, itens=[lida.itens[0].id], hoje=HOJE)
    assert c.valor("SELECT tipo || numero || autoridade FROM instrumento") == "Portaria227Joana Prado"
    with pytest.raises(ErroDominio, match="o papel não muda mais"):
        diario.corrigir_papel(c.ctx, leitura_id=lida.leitura.id, papel=0, instrumento=papel)


# ------------------------------------------------------------------ acts about earlier acts


def test_tornar_sem_efeito_e_cessar_acham_o_ato_no_livro(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    iara = comissionado(c, "Iara do Bonfim", "92000868")
    portaria = Instrumento(tipo="Portaria", numero="01060000", data=date(2026, 2, 10))
    licenca = c.registrar(
        "afastamento", servidor=iara.servidor_id, inicio="2026-02-20", fim="2026-03-20", motivo="licenca_premio",
        instrumento=portaria,
    )  # fmt: skip
    referido = AtoReferido(especie="LICENÇA PRÊMIO", numero="1060000", data=date(2026, 2, 10), tipo="afastamento")
    quem: dict[str, Any] = {"nome": "IARA DO BONFIM", "matricula": "92000868", "ato_referido": referido}
    texto = Texto().item("cessar o efeito da licença", verbo="cessar o efeito", data_efeito=date(2026, 3, 10), **quem)
    texto.item("tornar sem efeito a licença", verbo="tornar sem efeito", **quem)
    texto.item(
        "tornar sem efeito outra",
        verbo="tornar sem efeito",
        **{**quem, "ato_referido": replace(referido, numero="9", data=None)},
    )
    cessa, anula, sem_alvo = ler(c, monkeypatch, texto).itens
    assert cessa.emenda is not None
    assert (cessa.emenda.forma, cessa.emenda.ato_id) == (FormaEmenda.REVOGACAO, licenca.ato_id)
    assert (cessa.emenda.efeitos_em, cessa.situacao) == (date(2026, 3, 10), SituacaoItem.PRONTO)
    assert (anula.tipo, anula.alvos[0].razao) == ("anulacao", "número, data, espécie")
    assert sem_alvo.faltas == ("Escolha o ato de que o texto fala.",)
    with lendo(monkeypatch, texto):
        diario.confirmar(c.ctx, itens=[cessa.id], hoje=HOJE)
    assert c.valor("SELECT fim FROM afastamento") == "2026-03-09"
    integra(c)


# ------------------------------------------------------------------ the text


@pytest.mark.parametrize(
    ("dados", "codificacao"),
    [
        ("nomeação\r\nde José".encode(), "UTF-8"),
        ("\ufeffnomeação\nde José".encode(), "UTF-8"),
        ("nomeação\rde José".encode("cp1252"), "Windows-1252"),
        ("nomeação\nde José".encode("utf-16"), "UTF-16"),
    ],
)
def test_texto_de_qualquer_codificacao(tmp_path: Path, dados: bytes, codificacao: str) -> None:
    arquivo = tmp_path / "doe.txt"
    arquivo.write_bytes(dados)
    lido = diario.texto_de(arquivo)
    assert (lido.texto, lido.codificacao, lido.origem) == ("nomeação\nde José", codificacao, "doe.txt")


def test_o_texto_de_um_pdf_guarda_as_linhas(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    arquivo = tmp_path / "doe.pdf"
    folha = Canvas(str(arquivo))
    for altura, linha in ((700, "Matrícula"), (680, "Nome"), (660, "92.000.868")):
        folha.drawString(72, altura, linha)
    folha.showPage()
    folha.showPage()
    folha.save()
    lido = diario.texto_de(arquivo)
    assert lido.texto.split("\n")[:3] == ["Matrícula", "Nome", "92.000.868"]
    assert (lido.codificacao, lido.paginas) == ("PDF", 2)
    assert lido.avisos == ("1 página não tem texto no PDF (talvez imagem): o que houver ali não foi lido.",)


@pytest.mark.parametrize(
    ("dados", "frase"),
    [(b"PK\x03\x04\x00\x00", "não é texto nem PDF"), (b"  \n", "vazio"), (b"%PDF-1.7 quebrado", "não pôde ser lido")],
)
def test_arquivo_que_nao_serve_diz_por_que(tmp_path: Path, dados: bytes, frase: str) -> None:
    arquivo = tmp_path / "ruim.bin"
    arquivo.write_bytes(dados)
    with pytest.raises(ErroDominio, match=frase):
        diario.texto_de(arquivo)
