"""Papers printed from the registry: what they say, how they are numbered, that they are kept byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import TipoRessalva
from bahiaservidor.registro import livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.servicos import abertura, cadastros, minutas, papeis, provimento
from bahiaservidor.servicos.tipos import Autoridade, DadosPessoa, Instrumento, Registrado
from tests.registro.base import estragar_papeis

from .cenario import HOJE, Cenario, cenario

JACIRA = DadosPessoa(
    nome="Jacira São João D’Ávila",
    cpf="52998224725",
    nascimento=date(1990, 5, 1),
    rg="08.123.456-78",
    rg_orgao="SSP",
    rg_uf="BA",
    rg_data=date(2009, 5, 4),
)
DECRETO = Instrumento(
    numero="23.456",
    data=date(2026, 2, 2),
    autoridade="Governador do Estado",
    doe_edicao="24.310",
    doe_data=date(2026, 2, 3),
    doe_pagina="5",
)
CONFERIDOS = [
    {"item": "bens", "valor": "09/02/2026", "conferido_por": "Doralice Mota", "conferido_em": "2026-02-06"},
    {"item": "acumulacao", "valor": "", "conferido_por": "Doralice Mota", "conferido_em": "2026-02-07"},
]


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


@pytest.fixture
def autoridade(c: Cenario) -> int:
    return cadastros.salvar_autoridade(
        c.ctx,
        autoridade=Autoridade(
            nome="Benedito Araújo Sacramento",
            cargo="Diretor de Pessoal",
            matricula="92116599",
            inciso="VI",
            delegacao="Portaria nº 14, de 05/01/2026",
        ),
    )


def ler(pdf: bytes) -> str:
    """Return the text of a paper, white space made single spaces."""
    return " ".join(" ".join(pagina.extract_text() for pagina in PdfReader(BytesIO(pdf)).pages).split())


def nomear(c: Cenario, **campos: Any) -> Registrado:
    campos = {"posto": "1.204", "origem_vaga": "Aposentadoria", "ultimo_ocupante": "Anísio Leão"} | campos
    return c.nomear(pessoa=JACIRA, instrumento=DECRETO, matricula="92222222", classe="Classe I", **campos)


def empossar(c: Cenario, autoridade: int, nomeado: Registrado, **campos: Any) -> Registrado:
    completos = {
        "data": "2026-02-10",
        "autoridade": autoridade,
        "laudo_numero": "1.877/2026",
        "laudo_data": "2026-02-05",
        "itens": CONFERIDOS,
    }
    return c.registrar("posse", servidor=nomeado.servidor_id, **(completos | campos))


def empossada(c: Cenario, autoridade: int) -> Registrado:
    return empossar(c, autoridade, nomear(c))


# ------------------------------------------------------------------ termo de posse


def test_o_termo_da_posse_registrada_diz_tudo(c: Cenario, autoridade: int) -> None:
    posse = empossada(c, autoridade)
    papel = papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE)
    texto = ler(papel.pdf)
    for trecho in (
        "Secretaria da Administração",
        "Aos dez dias do mês de fevereiro de dois mil e vinte e seis, em Salvador, Estado da Bahia",
        "Benedito Araújo Sacramento",
        "Diretor de Pessoal",
        "92.116.599",
        "art. 18, inciso VI",
        "por delegação (Portaria nº 14, de 05/01/2026)",
        "Jacira São João D’Ávila",
        "529.982.247-25",
        "08.123.456-78 SSP/BA, de 04/05/2009",
        "92.222.222",
        "Analista Técnico",
        "Classe I",
        "1.204",
        "Aposentadoria; último ocupante: Anísio Leão",
        "Diretoria de Pessoal",
        "Decreto nº 23.456",
        "02/02/2026",
        "Governador do Estado",
        "24.310",
        "03/02/2026",
        "Edital 1/2025",
        "Ampla concorrência",
        "1º lugar",
        "no prazo original de 30 dias",
        "que se encerra em 05/03/2026",
        "nº 1.877/2026, de 05/02/2026",
        "Foi entregue, em 09/02/2026, a declaração dos bens",
        "Foi entregue, em 07/02/2026, a declaração de que não há exercício de outro cargo",
        "por Doralice Mota, em 07/02/2026",
        "Página 1 de",
    ):
        assert trecho in texto, trecho
    assert (papel.especie, papel.numero, papel.ato_id) == ("termo_posse", None, posse.ato_id)
    assert papel.titulo == "Termo de posse – Jacira São João D’Ávila"
    assert papel.nome_arquivo == "termo-de-posse-jacira-sao-joao-davila.pdf"


def test_a_prorrogacao_e_citada_com_o_fim_do_prazo(c: Cenario, autoridade: int) -> None:
    nomeado = nomear(c)
    portaria = Instrumento(tipo="Portaria", numero="40", data=date(2026, 2, 20))
    c.registrar(
        "prorrogacao_posse", servidor=nomeado.servidor_id, requerimento="2026-02-18", decisao="2026-02-20",
        instrumento=portaria,
    )  # fmt: skip
    posse = empossar(c, autoridade, nomeado)
    texto = ler(papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE).pdf)
    assert (
        "prazo prorrogado por mais 30 dias, a pedido e por decisão da autoridade (Portaria nº 40, de 20/02/2026)"
        in (texto)
    )
    assert "que se encerra em 06/04/2026" in texto


def test_a_ressalva_sai_com_o_artigo_que_faltou(c: Cenario, autoridade: int) -> None:
    ressalva = Ressalva(
        tipo=TipoRessalva.DECISAO_JUDICIAL, numero="8001234-56.2026.8.05.0001", data=date(2026, 2, 9),
        autoridade="5ª Vara da Fazenda Pública", fundamento="Liminar.",
    )  # fmt: skip
    posse = empossar(c, autoridade, nomear(c), inspecao="inapto", ressalva=ressalva)
    texto = ler(papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE).pdf)
    assert "não concluiu pela aptidão" in texto
    for trecho in (
        "Decisão judicial",
        "8001234-56.2026.8.05.0001",
        "5ª Vara da Fazenda Pública",
        "Liminar.",
        "art. 20",
    ):
        assert trecho in texto, trecho


@pytest.mark.parametrize(
    ("campos", "esperado"),
    [
        ({"outro_cargo": "Professora, 20 horas, alínea b"}, "CF, art. 37, inciso XVI, alínea b"),
        ({"outro_cargo": "Professora"}, "( ) há outro, Professora, acumulável nos termos da alínea"),
        (
            {"outro_cargo": "Agente", "itens": [{"item": "desligamento", "valor": "exonerada em 06/02/2026"}]},
            "comprovado o desligamento: exonerada em 06/02/2026",
        ),
    ],
)
def test_outro_cargo_sai_como_foi_declarado(c: Cenario, autoridade: int, campos: dict[str, Any], esperado: str) -> None:
    posse = empossar(c, autoridade, nomear(c), **campos)
    texto = ler(papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE).pdf)
    assert esperado in texto


def test_por_procuracao_assina_o_procurador(c: Cenario, autoridade: int) -> None:
    posse = empossar(
        c, autoridade, nomear(c), por_procuracao=True, procurador="Otávio Sá", procuracao="3º Ofício, livro 7, fl. 2"
    )
    texto = ler(papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE).pdf)
    assert "Otávio Sá, em nome de Jacira São João D’Ávila" in texto
    assert "3º Ofício, livro 7, fl. 2" in texto


def test_o_local_da_posse_leva_o_municipio(c: Cenario, autoridade: int) -> None:
    posse = empossar(c, autoridade, nomear(c), local="Auditório da Secretaria")
    assert "em Auditório da Secretaria, Salvador, Estado da Bahia" in ler(
        papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE).pdf
    )


def test_a_republicacao_que_recomeca_o_prazo_e_a_publicacao_do_termo(c: Cenario, autoridade: int) -> None:
    nomeado = nomear(c)
    c.registrar(
        "republicacao", servidor=nomeado.servidor_id, publicacao="2026-02-05", alcance="substancial",
        fundamento="Cargo errado.",
        instrumento=Instrumento(numero="23.460", doe_edicao="24.312", doe_data=date(2026, 2, 5)),
    )  # fmt: skip
    posse = empossar(c, autoridade, nomeado)
    texto = ler(papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE).pdf)
    assert "Decreto nº 23.456" in texto
    assert "24.312" in texto
    assert "05/02/2026" in texto
    assert "24.310" not in texto


def test_cargo_temporario_tem_simbolo_e_parentesco(c: Cenario, autoridade: int) -> None:
    nomeado = c.registrar("nomeacao", publicacao="2026-02-03", carater="temporario", pessoa=JACIRA)
    posse = empossar(c, autoridade, nomeado, itens=[{"item": "parentesco", "valor": "09/02/2026"}])
    texto = ler(papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE).pdf)
    assert "DAI-4" in texto
    assert "Foi entregue, em 09/02/2026, a declaração de parentesco" in texto
    assert "Concurso público" not in texto


def test_a_minuta_deixa_em_branco_o_que_nao_se_sabe(c: Cenario, autoridade: int) -> None:
    nomeado = nomear(c)
    pedido = c.pedido(
        "posse", servidor=nomeado.servidor_id, vinculo_id=nomeado.vinculo_id, autoridade=autoridade,
        laudo_data="31/02/2026",
    )  # fmt: skip
    minuta = minutas.emitir(c.ctx, minuta_id=minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE).id)
    papel = papeis.termo_posse(c.ctx, minuta_id=minuta.id, hoje=HOJE)
    texto = ler(papel.pdf)
    assert "nº 1/2026" in texto
    assert "Aos ________________ dias do mês de" in texto
    assert "laudo da Junta Médica Oficial nº ____________, de ____/____/________" in texto
    assert "( ) não há outro" in texto
    assert "Jacira São João D’Ávila" in texto
    assert "Benedito Araújo Sacramento" in texto
    assert "que se encerra em 05/03/2026" in texto
    assert (papel.especie, papel.numero, papel.minuta_id) == ("minuta_termo_posse", 1, minuta.id)


def test_a_minuta_confirmada_da_o_papel_do_ato_com_o_mesmo_numero(c: Cenario, autoridade: int) -> None:
    nomeado = nomear(c)
    pedido = c.pedido("posse", servidor=nomeado.servidor_id, vinculo_id=nomeado.vinculo_id, autoridade=autoridade)
    minuta = minutas.emitir(c.ctx, minuta_id=minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE).id)
    para_assinar = papeis.emitir(c.ctx, papel=papeis.termo_posse(c.ctx, minuta_id=minuta.id, hoje=HOJE))
    minutas.confirmar(c.ctx, minuta_id=minuta.id, conteudo={"data": date(2026, 2, 11)}, hoje=HOJE)
    papel = papeis.termo_posse(c.ctx, minuta_id=minuta.id, hoje=HOJE)
    assert papel == papeis.termo_posse(c.ctx, vinculo_id=nomeado.vinculo_id, hoje=HOJE)
    assert "nº 1/2026" in ler(papel.pdf)
    assert "Aos onze dias do mês de fevereiro" in ler(papel.pdf)
    emitido = papeis.emitir(c.ctx, papel=papel)
    assert (emitido.especie, emitido.numero) == ("termo_posse", "1/2026")
    assert papeis.bytes_de(c.ctx, documento_id=emitido.id) == papel.pdf
    assert papeis.bytes_de(c.ctx, documento_id=para_assinar.id) != papel.pdf


def test_a_minuta_com_ressalva_mostra_o_que_falta(c: Cenario) -> None:
    nomeado = nomear(c)
    ressalva = Ressalva(tipo=TipoRessalva.PARECER_PGE, numero="PA-77/2026", data=date(2026, 2, 9))
    pedido = c.pedido("posse", servidor=nomeado.servidor_id, data="2026-02-20", inspecao="ausente", ressalva=ressalva)
    minuta = minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE)
    texto = ler(papeis.termo_posse(c.ctx, minuta_id=minuta.id, hoje=HOJE).pdf)
    assert "Parecer da PGE" in texto
    assert "Requisito não atendido" in texto
    assert "não concluiu" not in texto


def test_a_cerimonia_e_um_papel_so_com_um_termo_de_cada_um(c: Cenario, autoridade: int) -> None:
    vinculos = [c.nomear(indice).vinculo_id for indice in range(3)]
    preparadas = minutas.preparar_cerimonia(
        c.ctx, vinculos=vinculos, conteudo={"data": "2026-02-20", "autoridade": autoridade}, hoje=HOJE
    )
    feitos: list[tuple[int, int]] = []
    papel = papeis.termos_posse(
        c.ctx, minuta_ids=[m.id for m in preparadas], hoje=HOJE,
        progresso=lambda feito, total: feitos.append((feito, total)),
    )  # fmt: skip
    texto = ler(papel.pdf)
    for numero in (1, 2, 3):
        assert f"Candidato {numero}" in texto
        assert f"nº {numero}/2026" in texto
    assert feitos == [(1, 3), (2, 3), (3, 3)]
    assert papel.titulo == "Termos de posse de uma cerimônia – 3 termos, 20/02/2026"
    with pytest.raises(ErroDominio, match="cancelada"):
        papeis.termos_posse(c.ctx, minuta_ids=[m.id for m in preparadas], hoje=HOJE, cancelado=lambda: True)


def test_sem_posse_nao_ha_termo(c: Cenario) -> None:
    nomeado = c.nomear()
    with pytest.raises(ErroDominio, match="não tem posse registrada"):
        papeis.termo_posse(c.ctx, vinculo_id=nomeado.vinculo_id, hoje=HOJE)
    with pytest.raises(ErroDominio, match="não tem exercício registrado"):
        papeis.termo_exercicio(c.ctx, vinculo_id=nomeado.vinculo_id, hoje=HOJE)
    with pytest.raises(ErroDominio, match="não existe mais"):
        papeis.termo_posse(c.ctx, vinculo_id=999, hoje=HOJE)
    with pytest.raises(ErroDominio, match="não existe mais"):
        papeis.termo_posse(c.ctx, minuta_id=999, hoje=HOJE)
    with pytest.raises(ErroDominio, match="Nenhuma minuta"):
        papeis.termos_posse(c.ctx, minuta_ids=(), hoje=HOJE)


def test_a_posse_do_assentamento_inicial_foi_lavrada_antes(c: Cenario) -> None:
    aberto = c.registrar(
        "assentamento_inicial", pessoa=JACIRA, data="2020-01-02", cargo=c.cargo, unidade=c.unidade,
        situacao="estavel", fonte="papel", data_posse="2010-01-04", data_exercicio="2010-01-05",
    )  # fmt: skip
    with pytest.raises(ErroDominio, match="assentamento inicial"):
        papeis.termo_posse(c.ctx, vinculo_id=aberto.vinculo_id, hoje=HOJE)
    with pytest.raises(ErroDominio, match="assentamento inicial"):
        papeis.termo_exercicio(c.ctx, vinculo_id=aberto.vinculo_id, hoje=HOJE)


def test_minuta_de_outro_ato_ou_sem_efeito_nao_tem_termo(c: Cenario) -> None:
    nomeado = c.nomear()
    outra = minutas.preparar(
        c.ctx, pedido=c.pedido("prorrogacao_posse", servidor=nomeado.servidor_id, requerimento="2026-02-10"), hoje=HOJE
    )
    with pytest.raises(ErroDominio, match="não é de posse"):
        papeis.termo_posse(c.ctx, minuta_id=outra.id, hoje=HOJE)
    minuta = minutas.preparar(c.ctx, pedido=c.pedido("posse", servidor=nomeado.servidor_id), hoje=HOJE)
    minutas.anular(c.ctx, minuta_id=minuta.id, motivo="não compareceu")
    with pytest.raises(ErroDominio, match=r"sem efeito \(não compareceu\)"):
        papeis.termo_posse(c.ctx, minuta_id=minuta.id, hoje=HOJE)


# ------------------------------------------------------------------ termo de exercício


def test_o_termo_de_exercicio_diz_dia_hora_e_prazo(c: Cenario, autoridade: int) -> None:
    posse = empossada(c, autoridade)
    c.registrar(
        "exercicio", servidor=posse.servidor_id, data="2026-02-23", hora="07:30", autoridade=autoridade,
        documentos_entregues=False,
    )  # fmt: skip
    papel = papeis.termo_exercicio(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE)
    texto = ler(papel.pdf)
    for trecho in (
        "Aos vinte e três dias do mês de fevereiro de dois mil e vinte e seis",
        "7h30",
        "10/02/2026",
        "12/03/2026",
        "Diretoria de Pessoal",
        "Secretaria da Administração",
        "Benedito Araújo Sacramento",
        "92.222.222",
        "ainda não foram entregues",
        "estágio probatório",
    ):
        assert trecho in texto, trecho
    emitido = papeis.emitir(c.ctx, papel=papel)
    assert (emitido.especie, emitido.numero) == ("termo_exercicio", "1/2026")


# ------------------------------------------------------------------ issuing


def test_emitir_numera_desenha_o_numero_e_guarda(c: Cenario, autoridade: int) -> None:
    posse = empossada(c, autoridade)
    papel = papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE)
    assert "nº ________/________" in ler(papel.pdf)
    emitido = papeis.emitir(c.ctx, papel=papel)
    pdf = papeis.bytes_de(c.ctx, documento_id=emitido.id)
    assert "Termo de posse nº 1/2026" in ler(pdf)
    assert (emitido.numero, emitido.emitido_por, emitido.vinculo_id) == ("1/2026", "teste", posse.vinculo_id)
    assert emitido.titulo == "Termo de posse nº 1/2026 – Jacira São João D’Ávila"
    assert emitido.emitido_em == c.relogio.agora()
    # The same posse, printed again: the same number and the same bytes, and no second paper.
    outra_vez = papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=date(2027, 1, 4))
    assert outra_vez.pdf == pdf
    assert papeis.emitir(c.ctx, papel=outra_vez) == papeis.emitir(c.ctx, papel=papel) == emitido
    assert papeis.emitidos(c.ctx) == (emitido,)
    assert c.contar("arquivo") == 1


def test_o_que_mudou_depois_e_nova_emissao_do_mesmo_termo(c: Cenario, autoridade: int) -> None:
    posse = empossada(c, autoridade)
    primeiro = papeis.emitir(c.ctx, papel=papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE))
    antes = papeis.bytes_de(c.ctx, documento_id=primeiro.id)
    with c.ctx.banco.escrita() as conexao:
        operacao = livro.abrir_operacao(conexao, instante=c.relogio.agora(), usuario="teste")
        lancar_cadastro(
            conexao, operacao, sujeito_tipo="servidor", sujeito_id=posse.servidor_id,
            conteudo={"nome": "Jacira D’Ávila Sacramento"},
        )  # fmt: skip
    segundo = papeis.emitir(c.ctx, papel=papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE))
    assert segundo.especie == "termo_posse_reemitido"
    assert segundo.titulo == "Termo de posse, nova emissão nº 1/2026 – Jacira D’Ávila Sacramento"
    assert papeis.bytes_de(c.ctx, documento_id=primeiro.id) == antes
    assert "nº 1/2026" in ler(papeis.bytes_de(c.ctx, documento_id=segundo.id))
    assert [d.id for d in papeis.emitidos(c.ctx, servidor_id=posse.servidor_id)] == [segundo.id, primeiro.id]
    assert papeis.emitidos(c.ctx, especie="termo_posse") == (primeiro,)
    assert papeis.emitidos(c.ctx, servidor_id=posse.servidor_id + 1) == ()


def test_numeros_sao_unicos_no_ano_e_a_minuta_conta(c: Cenario) -> None:
    termos = []
    for indice in range(3):
        nomeado = c.nomear(indice)
        c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
        termos.append(papeis.termo_posse(c.ctx, vinculo_id=nomeado.vinculo_id, hoje=HOJE))
    pendente = c.nomear(3)
    minuta = minutas.preparar(c.ctx, pedido=c.pedido("posse", servidor=pendente.servidor_id), hoje=HOJE)
    numero_da_minuta = minutas.emitir(c.ctx, minuta_id=minuta.id).numero
    numeros = [papeis.emitir(c.ctx, papel=papel).numero for papel in termos]
    assert len({numero_da_minuta, *numeros}) == 4
    do_ano_seguinte = replace(papeis.relatorio_trimestral(c.ctx, ano=2026, trimestre=1, hoje=HOJE), ano=2027)
    assert papeis.emitir(c.ctx, papel=do_ano_seguinte).numero == "1/2027"


def test_quem_emite_ao_mesmo_tempo_recebe_outro_numero(c: Cenario) -> None:
    primeiro, segundo = (papeis.relatorio_trimestral(c.ctx, ano=2026, trimestre=t, hoje=HOJE) for t in (1, 2))
    desenhados: list[int] = []

    def desenhar(numero: int) -> bytes:
        if not desenhados:
            papeis.emitir(c.ctx, papel=segundo)
        desenhados.append(numero)
        assert primeiro.desenhar is not None
        return primeiro.desenhar(numero)

    emitido = papeis.emitir(c.ctx, papel=replace(primeiro, desenhar=desenhar))
    assert desenhados == [1, 2]
    assert emitido.numero == "2/2026"
    assert "Relatório trimestral de prazos nº 2/2026" in ler(papeis.bytes_de(c.ctx, documento_id=emitido.id))


def test_documento_que_nao_existe_ou_foi_adulterado(c: Cenario, autoridade: int) -> None:
    with pytest.raises(ErroDominio, match="não existe"):
        papeis.bytes_de(c.ctx, documento_id=1)
    posse = empossada(c, autoridade)
    emitido = papeis.emitir(c.ctx, papel=papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE))
    estragar_papeis(c.ctx.banco.papeis, "UPDATE bloco SET conteudo = X'00'")
    with pytest.raises(ErroDominio, match="não confere"):
        papeis.bytes_de(c.ctx, documento_id=emitido.id)


def test_em_arquivo_o_emitido_volta_igual_depois_de_reaberto(c: Cenario, autoridade: int, tmp_path: Path) -> None:
    posse = empossada(c, autoridade)
    destino = tmp_path / "registro.sqlite"
    c.ctx.banco.copiar_para(destino)
    ctx = abertura.abrir(destino, relogio=c.relogio, usuario="Doralice Mota")
    papel = papeis.termo_posse(ctx, vinculo_id=posse.vinculo_id, hoje=HOJE)
    emitido = papeis.emitir(ctx, papel=papel)
    pdf = papeis.bytes_de(ctx, documento_id=emitido.id)
    abertura.fechar(ctx)
    ctx = abertura.abrir(destino, relogio=c.relogio)
    try:
        assert papeis.bytes_de(ctx, documento_id=emitido.id) == pdf
        assert papeis.emitidos(ctx) == (emitido,)
    finally:
        abertura.fechar(ctx)


def test_imprimir_sem_emitir_nao_escreve_nada(c: Cenario, autoridade: int) -> None:
    posse = empossada(c, autoridade)
    antes = (c.contar("trilha"), c.contar("ato"))
    papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE)
    papeis.relatorio_trimestral(c.ctx, ano=2026, trimestre=1, hoje=HOJE)
    assert (c.contar("trilha"), c.contar("ato")) == antes
    assert c.contar("documento_emitido") == c.contar("arquivo") == 0
    assert {definicao.papel for definicao in provimento.definicoes() if definicao.papel} <= set(papeis.ESPECIES)
