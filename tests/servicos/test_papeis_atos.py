"""Drafts of acts for the DOE: what each says, where its dates come from, its number, its twin, its margins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from bahiaservidor.documentos.autenticidade import ler_marca
from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import AlcanceRepublicacao, TipoRessalva
from bahiaservidor.estatuto.tipos_emendas import DestinoAto, FormaEmenda
from bahiaservidor.servicos import abertura, minutas, modelos_documento, papeis, papeis_atos
from bahiaservidor.servicos.papeis_atos_correcao import papel_da_emenda, texto_da_emenda
from bahiaservidor.servicos.papeis_atos_especies import COM_MINUTA, ESPECIES_DE_ATOS, PREFIXO
from bahiaservidor.servicos.papeis_atos_lote import minuta_de_pedidos, minuta_de_varios, texto_de_varios
from bahiaservidor.servicos.papeis_emissao import gemeos_de, memoria_de
from bahiaservidor.servicos.tipos import DadosPessoa, Instrumento, PedidoAto
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from tests.documentos.amostras import NOME_LONGO
from tests.documentos.apoio import fora_das_margens, sem_memoria

from .apoio_minutas import DECRETO, LAUDO_SIGILOSO, Povo

HOJE = date(2026, 6, 1)
DIA = "2026-06-02"


@pytest.fixture(scope="module")
def p() -> Iterator[Povo]:
    povo = Povo()
    yield povo
    abertura.fechar(povo.ctx)


def ler(pdf: bytes) -> str:
    """Return the text of a paper, white space made single spaces."""
    return " ".join(" ".join(pagina.extract_text() for pagina in PdfReader(BytesIO(pdf)).pages).split())


def pedido(p: Povo, tipo: str, quem: str | None = None, /, **conteudo: Any) -> PedidoAto:
    """Return a request about somebody, by the authority of the registry where the act has one."""
    campos = POR_TIPO[tipo].conteudo.__dataclass_fields__
    if "autoridade" in campos:
        conteudo.setdefault("autoridade", p.autoridade)
    if "processo" in campos:
        conteudo.setdefault("processo", "009.0111.2026.0001234-56")
    conteudo.setdefault(POR_TIPO[tipo].campo_data, DIA)
    servidor, vinculo = p.onde[quem] if quem is not None else (None, None)
    return PedidoAto(tipo=tipo, conteudo=conteudo, servidor_id=servidor, vinculo_id=vinculo)


def de_novo(p: Povo, **conteudo: Any) -> PedidoAto:
    """Return a nomeação of somebody not yet registered."""
    pessoa = DadosPessoa(nome="Jacira São João D’Ávila", cpf="52998224725", nascimento=date(1990, 5, 1))
    return replace(pedido(p, "nomeacao", **({"cargo": p.cargo, "unidade": p.unidade} | conteudo)), pessoa=pessoa)


def casos(p: Povo) -> dict[str, tuple[PedidoAto, tuple[str, ...]]]:
    """Return each draft: the request, and what its text must say."""
    analista, datilografo = "Analista Técnico", "Datilógrafo"
    return {
        "nomeacao_permanente": (
            de_novo(p, candidato=p.candidatos[0], classe="I", posto="1.204", origem="aposentadoria",
                    origem_vaga="Lei nº 13.200, de 02/12/2014", ultimo_ocupante="Anísio Leão"),
            ("Jacira São João D’Ávila, CPF nº ***.982.247-**, em caráter permanente", "Analista Técnico, classe I",
             "Edital 1/2025", "1º lugar", "arts. 10, 11 e 12", "na Diretoria de Pessoal da Secretaria da Administração",
             "posto do cargo nº 1.204, com origem em aposentadoria; Lei nº 13.200, de 02/12/2014", "Anísio Leão"),
        ),
        "nomeacao_temporario": (
            pedido(p, "nomeacao", "estavel", cargo=p.temporario, carater="temporario", unidade=p.unidade),
            ("Jandira Mota", "provimento temporário de Coordenador III, símbolo DAI-4", "livre nomeação e exoneração",
             "afastamento do cargo permanente de Analista Técnico", "art. 118, inciso II"),
        ),
        "nomeacao_vitalicio": (de_novo(p, carater="vitalicio"), ("em caráter vitalício", analista, "arts. 10 e 11")),
        "decisao_prorrogacao": (
            pedido(p, "decisao_prorrogacao", "nomeado", deferida=True),
            ("Prorrogar por mais 30 dias", "Candidato 1", analista, "20/02/2026", "06/04/2026", "art. 19",
             "Decreto nº 23.456, de 02/02/2026, publicado no Diário Oficial do Estado de 03/02/2026", "art. 18"),
        ),
        "decisao_prorrogacao_indeferida": (
            pedido(p, "decisao_prorrogacao", "nomeado", deferida=False),
            ("Indeferir", "Candidato 1", analista, "permanece 05/03/2026", "art. 19"),
        ),
        "prorrogacao_posse": (
            pedido(p, "prorrogacao_posse", "empossado", requerimento="2026-02-05"),
            ("Prorrogar por mais 30 dias", "Candidato 2", analista, "05/02/2026", "06/04/2026"),
        ),
        "republicacao": (
            pedido(p, "republicacao", "nomeado", fundamento="onde se lê “Cand1”, leia-se “Candidato 1”"),
            ("Republicar", "Candidato 1", analista, "leia-se “Candidato 1”.", "A correção é formal", "art. 19"),
        ),
        "tornar_sem_efeito": (
            pedido(p, "tornar_sem_efeito", "nomeado"),
            ("Tornar sem efeito a nomeação de Candidato 1, matrícula nº 92.222.222, para o cargo de Analista Técnico",
             "05/03/2026", "art. 19, § 2º", "Decreto nº 14, de 05/01/2026"),
        ),
        "tornar_sem_efeito_outro": (
            pedido(p, "tornar_sem_efeito", "nomeado", fundamento="outro", texto="Desistência de 10/02/2026"),
            ("Candidato 1", analista, "Desistência de 10/02/2026.", "art. 19, § 2º"),
        ),
        "sem_efeito_aproveitamento": (
            pedido(p, "tornar_sem_efeito", "aproveitado"),
            ("Raul Sá", "aproveitamento", "Analista de Gestão", "05/03/2026", "art. 39", datilografo),
        ),
        "exoneracao_a_pedido": (
            pedido(p, "exoneracao_a_pedido", "estavel", requerimento="2026-05-20"),
            ("Exonerar, a pedido, Jandira Mota", analista, "20/05/2026", "art. 46", "art. 44"),
        ),
        "exoneracao_de_oficio": (
            pedido(p, "exoneracao_de_oficio", "empossado"),
            ("Candidato 2", analista, "10/02/2026", "12/03/2026", "art. 21, § 3º"),
        ),
        "exoneracao_reprovacao": (
            pedido(p, "exoneracao_de_oficio", "estagiario", fundamento="reprovacao_estagio"),
            ("Candidato 3", analista, "11/02/2026", "reprovação no estágio probatório", "art. 27"),
        ),
        "exoneracao_outro": (
            pedido(p, "exoneracao_de_oficio", "estagiario", fundamento="outro", texto="Decisão de 02/03/2026"),
            ("Candidato 3", analista, "Decisão de 02/03/2026.", "arts. 21 e 44"),
        ),
        "exoneracao_a_juizo": (
            pedido(p, "exoneracao_a_juizo", "temporario"),
            ("Iraci Bonfim", "Coordenador III, símbolo DAI-4", "art. 47"),
        ),
        "homologacao_estagio": (
            pedido(p, "homologacao_estagio", "estagiario"),
            ("com aprovação", "Candidato 3", analista, "11/02/2026", "11/02/2029", "art. 28"),
        ),
        "homologacao_reprovado": (
            pedido(p, "homologacao_estagio", "estagiario", resultado="reprovado"),
            ("com reprovação", "Candidato 3", analista, "art. 27", "CF, art. 5º, inciso LV"),
        ),
        "aposentadoria": (
            pedido(p, "aposentadoria", "estavel", tipo="voluntaria"),
            ("Aposentar, a pedido, Jandira Mota", analista, "art. 44"),
        ),
        "aposentadoria_invalidez": (
            pedido(p, "aposentadoria", "estavel", tipo="invalidez"),
            ("Jandira Mota", analista, "incapacidade permanente"),
        ),
        "aposentadoria_compulsoria": (
            pedido(p, "aposentadoria", "estavel", tipo="compulsoria"),
            ("compulsoriamente Jandira Mota", analista, "01/05/2045", "LC 152/2015, art. 2º"),
        ),
        "reversao": (
            pedido(p, "reversao", "aposentado", laudo="2026-05-10", laudo_numero=LAUDO_SIGILOSO, unidade=p.destino),
            ("Celeste Dantas", analista, "06/05/2024", "10/05/2026", "arts. 34 e 35", "no Núcleo Regional de Ilhéus"),
        ),
        "cassacao_aposentadoria": (
            pedido(p, "cassacao_aposentadoria", "revertido", fundamento="Processo de 01/04/2026"),
            ("Bento Vilasboas", analista, "03/02/2026", "05/03/2026", "art. 34, parágrafo único", "01/04/2026."),
        ),
        "disponibilidade": (
            pedido(p, "disponibilidade", "no_extinto"),
            ("Anísio Leão", datilografo, "extinto em 05/01/2026", "arts. 37 e 38"),
        ),
        "aproveitamento": (
            pedido(p, "aproveitamento", "disponivel", cargo=p.outro, unidade=p.destino),
            ("Doralice Mota", "Analista de Gestão", datilografo, "20/01/2026", "art. 38", "art. 39"),
        ),
        "cassacao_disponibilidade": (
            pedido(p, "cassacao_disponibilidade", "aproveitado"),
            ("Raul Sá", "03/02/2026", "05/03/2026", "art. 39"),
        ),
        "demissao": (
            pedido(p, "demissao", "estavel", processo="PAD 12/2025, de 03/04/2025"),
            ("Demitir Jandira Mota", analista, "PAD 12/2025, de 03/04/2025", "art. 44; CF, art. 5º, inciso LV"),
        ),
        "reintegracao": (
            pedido(p, "reintegracao", "demitido", decisao="2026-04-07"),
            ("Otávio Limoeiro", analista, "07/04/2026", "10/03/2025", "art. 41", "sentença judicial"),
        ),
        "reintegracao_revisao": (
            pedido(p, "reintegracao", "demitido", decisao="2026-04-07", fundamento="revisao"),
            ("Otávio Limoeiro", analista, "art. 250", "art. 41"),
        ),
        "reconducao": (
            pedido(p, "reconducao", "estavel"),
            ("Reconduzir Jandira Mota", analista, "art. 42"),
        ),
        "vacancia_posse_inacumulavel": (
            pedido(p, "vacancia_posse_inacumulavel", "estavel", outro_cargo="Auditor Fiscal"),
            ("Jandira Mota", analista, "Auditor Fiscal", "art. 44"),
        ),
        "vacancia_outra": (
            pedido(p, "vacancia_outra", "estavel", fundamento="Perda do cargo de 03/03/2026"),
            ("Jandira Mota", analista, "Perda do cargo de 03/03/2026.", "art. 44"),
        ),
        "remocao": (
            pedido(p, "remocao", "estavel", unidade=p.destino, outra_localidade=True),
            ("Remover, a pedido, Jandira Mota", analista, "para a unidade Núcleo Regional", "art. 50", "art. 23"),
        ),
        "remocao_saude": (pedido(p, "remocao", "estavel", por_saude=True), ("Jandira Mota", analista, "art. 50, § 1º")),
        "remocao_oficio": (pedido(p, "remocao", "estavel", de_oficio=True), ("Remover de ofício", "Jandira", analista)),
        "relotacao": (pedido(p, "relotacao", "estavel", unidade=p.destino), ("Jandira Mota", analista, "art. 49")),
        "relotacao_oficio": (pedido(p, "relotacao", "estavel", de_oficio=True), ("de ofício Jandira Mota", analista)),
        "permuta": (
            pedido(p, "permuta", "estavel", unidade=p.destino, outra_pessoa="Lídia Prado", outra_matricula="92333333"),
            ("Jandira Mota", analista, "Lídia Prado", "art. 50"),
        ),
        "designacao": (
            pedido(p, "designacao", "estavel", funcao="Coordenador de Folha", inicio="2026-06-03", fim="2026-12-30"),
            ("Jandira Mota", analista, "chefia de Coordenador de Folha, de 03/06/2026 a 30/12/2026", "art. 11"),
        ),
        "designacao_assessoramento": (
            pedido(p, "designacao", "estavel", funcao="Assessor", especie="assessoramento", inicio="2026-06-03"),
            ("Jandira Mota", analista, "assessoramento de Assessor, a partir de 03/06/2026"),
        ),
        "dispensa": (
            pedido(p, "dispensa", "estavel", data="2026-06-03", fundamento="Pedido de 01/06/2026"),
            ("Jandira Mota", analista, "03/06/2026", "Pedido de 01/06/2026.", "art. 11, parágrafo único"),
        ),
        "substituicao": (
            pedido(p, "substituicao", "estavel", cargo=p.temporario, titular="Lídia Prado", motivo="férias"),
            ("Jandira Mota", analista, "Lídia Prado", "Coordenador III, símbolo DAI-4", "art. 26, §§ 4º e 5º",
             "por motivo de férias"),
        ),
        "fim_substituicao": (pedido(p, "fim_substituicao", "estavel"), ("Jandira Mota", analista, "art. 26")),
        "promocao": (
            pedido(p, "promocao", "estavel", criterio="antiguidade", classe="Classe II", referencia="B",
                   vigencia="2026-05-01"),
            ("Promover, por antiguidade, Jandira Mota", analista, "para a classe II e a referência B", "01/05/2026"),
        ),
        "readaptacao": (
            pedido(p, "readaptacao", "estavel", atribuicoes="atendimento", laudo_numero=LAUDO_SIGILOSO),
            ("Jandira Mota", analista, "atendimento", "art. 43"),
        ),
        "fim_readaptacao": (pedido(p, "fim_readaptacao", "estavel"), ("Jandira Mota", analista, "art. 43")),
        "averbacao": (
            pedido(p, "averbacao", "estavel", origem="privada", empregador="Oficinas Bonfim", inicio="2001-01-01",
                   fim="2003-12-31", certidao="CTC 1/2025", certidao_data="2025-02-03"),
            ("Jandira Mota", analista, "01/01/2001 a 31/12/2003", "1.095 dias", "CTC 1/2025", "aposentadoria"),
        ),
        "extincao_cargo": (pedido(p, "extincao_cargo", cargo=p.cargo, lei="Lei nº 1"), (analista, "Lei nº 1")),
        "desnecessidade": (
            pedido(p, "extincao_cargo", cargo=p.cargo, tipo="desnecessidade"), (analista, "desnecessidade")
        ),
        "transformacao_cargo": (
            pedido(p, "transformacao_cargo", cargo=p.extinto, para=p.outro, lei="Lei nº 2"),
            (datilografo, "Analista de Gestão", "Lei nº 2", "art. 3º"),
        ),
    }  # fmt: skip


def test_cada_ato_diz_pessoa_cargo_e_artigo_e_explica_cada_data(p: Povo) -> None:
    todos = casos(p)
    assert {feito.tipo for feito, _ in todos.values()} == COM_MINUTA == set(papeis_atos.REDATORES)
    for nome, (feito, trechos) in todos.items():
        papel = papeis_atos.minuta_de_pedido(p.ctx, feito, HOJE)
        texto = ler(papel.pdf)
        faltam = [trecho for trecho in trechos if trecho not in texto]
        assert not faltam, (nome, faltam, texto)
        assert sem_memoria(papel.pdf, papel.memoria) == set(), nome
        assert LAUDO_SIGILOSO not in texto, nome
        assert not re.search(r",\s*[,.;]|\{|\}|None", texto), (nome, texto)
        assert "Art. 1º" in texto, nome
        assert "entra em vigor na data de sua publicação" in texto, nome
        assert papel.especie == f"{PREFIXO}{feito.tipo}"
        assert papel.especie in ESPECIES_DE_ATOS


def test_o_que_nao_se_publica_nao_tem_minuta_e_o_pedido_sem_decisao_espera(p: Povo) -> None:
    with pytest.raises(ErroDominio, match="não sai no Diário Oficial"):
        papeis_atos.minuta_de_pedido(p.ctx, pedido(p, "falecimento", "estavel"), HOJE)
    with pytest.raises(ErroDominio, match="ainda não foi decidido"):
        papeis_atos.minuta_de_pedido(p.ctx, pedido(p, "prorrogacao_posse", "nomeado", deferida=None), HOJE)
    with pytest.raises(ErroDominio, match="não tem vínculo"):
        papeis_atos.minuta_de_pedido(p.ctx, PedidoAto(tipo="demissao", conteudo={}), HOJE)


def test_o_que_falta_vira_linha_e_os_nomes_mais_longos_cabem(p: Povo) -> None:
    vazio = PedidoAto(tipo="nomeacao", conteudo={}, pessoa=DadosPessoa(nome=NOME_LONGO))
    papel = papeis_atos.minuta_de_pedido(p.ctx, vazio, HOJE)
    texto = ler(papel.pdf)
    assert NOME_LONGO in texto
    assert "cargo de __________________" in texto
    assert "____ (autoridade competente), no uso" in texto
    assert fora_das_margens(papel.pdf) == []
    cheio = replace(
        de_novo(p, origem_vaga=NOME_LONGO, ultimo_ocupante=NOME_LONGO, classe=NOME_LONGO, processo=NOME_LONGO),
        pessoa=DadosPessoa(nome=NOME_LONGO),
        instrumento=Instrumento(tipo="Resolução", numero=NOME_LONGO, data=date(2026, 6, 1)),
        ressalva=Ressalva(
            tipo=TipoRessalva.PARECER_PGE, numero=NOME_LONGO, data=date(2026, 5, 1), fundamento=NOME_LONGO
        ),
    )
    papel = papeis_atos.minuta_de_pedido(p.ctx, cheio, HOJE)
    assert fora_das_margens(papel.pdf) == []
    assert sem_memoria(papel.pdf, papel.memoria) == set()


def test_a_ressalva_da_reversao_sai_com_quem_a_confirmou(p: Povo) -> None:
    ressalva = Ressalva(
        tipo=TipoRessalva.DECISAO_JUDICIAL, numero="0001234-56.2026.8.05.0001", data=date(2026, 5, 4),
        fundamento="Liminar", confirmada_por="Lídia Prado Neves",
    )  # fmt: skip
    papel = papeis_atos.minuta_de_pedido(p.ctx, replace(pedido(p, "reversao", "aposentado"), ressalva=ressalva), HOJE)
    texto = ler(papel.pdf)
    assert "RESSALVA" in texto
    assert "0001234-56.2026.8.05.0001" in texto
    assert "Lídia Prado Neves" in texto
    assert sem_memoria(papel.pdf, papel.memoria) == set()


def test_o_numero_e_o_da_minuta_e_a_emissao_guarda_o_docx_com_as_mesmas_palavras() -> None:
    p = Povo()
    try:
        feita = minutas.preparar(p.ctx, pedido=pedido(p, "exoneracao_a_pedido", "estavel"), hoje=HOJE)
        rascunho = papeis_atos.minuta_do_ato(p.ctx, minuta_id=feita.id, hoje=HOJE)
        assert rascunho.numero is None
        assert "nº ________/________" in ler(rascunho.pdf)
        minutas.emitir(p.ctx, minuta_id=feita.id, hoje=HOJE)
        papel = papeis_atos.minuta_do_ato(p.ctx, minuta_id=feita.id, hoje=HOJE)
        assert papel == papeis_atos.minuta_do_ato(p.ctx, minuta_id=feita.id, hoje=HOJE)
        emitido = papeis.emitir(p.ctx, papel=papel)
        assert papeis.emitir(p.ctx, papel=papel).id == emitido.id
        assert emitido.titulo == "Minuta de exoneração a pedido nº 1/2026 – Jandira Mota"
        pdf = papeis.bytes_de(p.ctx, documento_id=emitido.id)
        marca = ler_marca(pdf)
        assert marca is not None
        assert (marca.especie, marca.numero) == ("minuta_ato_exoneracao_a_pedido", "1/2026")
        assert memoria_de(p.ctx, documento_id=emitido.id) == papel.memoria
        (gemeo,) = gemeos_de(p.ctx, documento_id=emitido.id)
        word = papeis.bytes_de(p.ctx, documento_id=gemeo.id)
        assert word == papeis_atos.docx_do_ato(p.ctx, minuta_id=feita.id, hoje=HOJE)
        assert _palavras_do_docx(word) == _palavras_do_pdf(pdf)
        minutas.confirmar(p.ctx, minuta_id=feita.id, conteudo={"publicacao": "2026-06-01"}, hoje=HOJE)
        with pytest.raises(ErroDominio, match="já foi confirmada"):
            papeis_atos.minuta_do_ato(p.ctx, minuta_id=feita.id, hoje=HOJE)
        outra = minutas.preparar(p.ctx, pedido=pedido(p, "demissao", "disponivel"), hoje=HOJE)
        minutas.anular(p.ctx, minuta_id=outra.id, motivo="erro")
        with pytest.raises(ErroDominio, match="sem efeito \\(erro\\)"):
            papeis_atos.minuta_do_ato(p.ctx, minuta_id=outra.id, hoje=HOJE)
    finally:
        abertura.fechar(p.ctx)


def _palavras_do_docx(dados: bytes) -> list[str]:
    documento = docx.Document(BytesIO(dados))
    partes = []
    for bloco in documento.iter_inner_content():
        if hasattr(bloco, "rows"):
            partes += [celula.text for linha in bloco.rows for celula in linha.cells]
        else:
            partes.append(bloco.text)
    return " ".join(partes).replace("_", "").split()


def _palavras_do_pdf(pdf: bytes) -> list[str]:
    texto = " ".join(pagina.extract_text() for pagina in PdfReader(BytesIO(pdf)).pages)
    return texto.split("Código")[0].replace("_", "").split()


def test_o_texto_para_colar_vai_da_epigrafe_a_assinatura(p: Povo) -> None:
    com_papel = replace(pedido(p, "tornar_sem_efeito", "nomeado"), instrumento=replace(DECRETO, numero="24.001"))
    feita = minutas.preparar(p.ctx, pedido=com_papel, hoje=HOJE)
    texto = papeis_atos.texto_do_ato(p.ctx, minuta_id=feita.id, hoje=HOJE)
    paragrafos = texto.strip().split("\n\n")
    assert paragrafos[0] == "Decreto nº 24.001, de 2 de fevereiro de 2026"
    assert paragrafos[-1] == "Benedito Araújo Sacramento\nMatrícula 92.116.599\nSecretário da Administração"
    assert "O Secretário da Administração, no uso da competência que lhe confere o art. 9º" in texto
    assert "Aviso enviado por" not in texto
    assert "<" not in texto


# ------------------------------------------------------------------ several people, and corrections


def test_varias_nomeacoes_num_ato_vem_na_ordem_de_classificacao(p: Povo) -> None:
    ids = []
    for indice in (1, 0):
        nome = DadosPessoa(nome=f"Pessoa {indice + 1}", nascimento=date(1990, 1, 1))
        feito = replace(de_novo(p, candidato=p.candidatos[indice]), pessoa=nome)
        ids.append(minutas.preparar(p.ctx, pedido=feito, hoje=HOJE).id)
    minutas.emitir_varias(p.ctx, minuta_ids=ids, hoje=HOJE)
    papel = minuta_de_varios(p.ctx, minuta_ids=ids, hoje=HOJE)
    texto = ler(papel.pdf)
    for trecho in (
        "nº 1 a 2/2026",
        "as 2 pessoas",
        "Edital 1/2025",
        "arts. 10, 11 e 12",
        "ANEXO ÚNICO",
        "Analista Técnico",
    ):
        assert trecho in texto, trecho
    assert texto.index("Pessoa 1") < texto.index("Pessoa 2")
    assert "1\tPessoa 1\t1º (Ampla concorrência)" in texto_de_varios(p.ctx, minuta_ids=ids, hoje=HOJE)
    assert sem_memoria(papel.pdf, papel.memoria) == set()
    temporaria = minutas.preparar(p.ctx, pedido=de_novo(p, cargo=p.temporario, carater="temporario"), hoje=HOJE)
    with pytest.raises(ErroDominio, match="muda o caráter"):
        minuta_de_varios(p.ctx, minuta_ids=[*ids, temporaria.id], hoje=HOJE)


def test_a_homologacao_de_varios_traz_a_lista_dos_estaveis(p: Povo) -> None:
    um = pedido(p, "homologacao_estagio", "estagiario")
    outro = pedido(p, "homologacao_estagio", "estavel")
    papel = minuta_de_pedidos(p.ctx, [um, outro], HOJE)
    texto = ler(papel.pdf)
    for trecho in ("as 2 pessoas", "adquire a estabilidade", "art. 28", "Candidato 3", "11/02/2029", "Jandira Mota"):
        assert trecho in texto.replace("das 2", "as 2"), trecho
    assert sem_memoria(papel.pdf, papel.memoria) == set()
    assert fora_das_margens(papel.pdf) == []
    with pytest.raises(ErroDominio, match="reprovação"):
        minuta_de_pedidos(p.ctx, [um, pedido(p, "homologacao_estagio", "estagiario", resultado="reprovado")], HOJE)
    with pytest.raises(ErroDominio, match="imprima cada minuta em separado"):
        minuta_de_pedidos(p.ctx, [um, pedido(p, "demissao", "estavel")], HOJE)


def _ato(p: Povo, tipo: str) -> int:
    return int(p.valor(f"SELECT min(id) FROM ato WHERE tipo = '{tipo}'"))


@pytest.mark.parametrize(
    ("forma", "campos", "trechos"),
    [
        (
            FormaEmenda.RETIFICACAO,
            {"alcance": AlcanceRepublicacao.FORMAL, "conteudo": {"classe": "II"}},
            (
                "Retificar o ato de nomeação, de 03/02/2026",
                "Classe: onde se lê “(em branco)”, leia-se “II”",
                "é formal",
            ),
        ),
        (FormaEmenda.ANULACAO, {}, ("Anular, desde o começo", "posse, de 10/02/2026", "AVISO E DEFESA", "Falta:")),
        (FormaEmenda.REVOGACAO, {"efeitos_em": date(2026, 6, 5)}, ("Revogar, a partir de 05/06/2026",)),
        (FormaEmenda.ESTORNO, {}, ("Registro de correção".upper(), "lançado por engano", "Não houve ato a publicar")),
        (FormaEmenda.CORRECAO, {"conteudo": {"posto": "77"}}, ("passa a constar “77”", "permanece no livro")),
    ],
)
def test_cada_forma_de_corrigir_tem_o_seu_papel(
    p: Povo, forma: FormaEmenda, campos: dict[str, Any], trechos: tuple[str, ...]
) -> None:
    ato_id = int(p.valor(f"SELECT min(id) FROM ato WHERE tipo = 'nomeacao' AND vinculo_id = {p.onde['empossado'][1]}"))
    if "conteudo" in campos:
        atual = {"publicacao": "2026-02-03", "cargo": p.cargo, "unidade": p.unidade, "candidato": p.candidatos[1]}
        campos = {**campos, "conteudo": atual | campos["conteudo"]}
    posse = int(p.valor(f"SELECT min(id) FROM ato WHERE tipo = 'posse' AND vinculo_id = {p.onde['empossado'][1]}"))
    destinos = {posse: DestinoAto.CAI} if forma is FormaEmenda.ANULACAO else {}
    feito = PedidoEmenda(forma=forma, ato_id=ato_id, motivo="Parecer de 04/05/2026", destinos=destinos, **campos)
    papel = papel_da_emenda(p.ctx, pedido=feito, hoje=HOJE)
    texto = ler(papel.pdf)
    for trecho in (*trechos, "Candidato 2", "Analista Técnico", "Parecer de 04/05/2026."):
        assert trecho in texto, (trecho, texto)
    assert sem_memoria(papel.pdf, papel.memoria) == set()
    assert papel.especie == (f"{PREFIXO}{forma.value}" if forma.publicada else "nota_correcao")
    if forma is FormaEmenda.ANULACAO:
        with pytest.raises(ErroDominio, match="aviso e defesa"):
            papeis.emitir(p.ctx, papel=papel)
    elif forma.publicada:
        assert "Art. 1º" in texto_da_emenda(p.ctx, pedido=feito, hoje=HOJE)
        assert papeis.emitir(p.ctx, papel=papel).numero == "1/2026"
    else:
        with pytest.raises(ErroDominio, match="não se publica"):
            texto_da_emenda(p.ctx, pedido=feito, hoje=HOJE)


def test_o_orgao_ajusta_os_textos_e_a_versao_sai_no_rodape() -> None:
    p = Povo()
    try:
        feito = pedido(p, "exoneracao_a_pedido", "estavel")
        modelos_documento.gravar(p.ctx, nome="ato_exoneracao", textos={"vago": "Fica vago o cargo."})
        modelos_documento.gravar(p.ctx, nome="ato_comum", textos={"resolve": "R E S O L V E :"})
        texto = ler(papeis_atos.minuta_de_pedido(p.ctx, feito, HOJE).pdf)
        assert "Fica vago o cargo." in texto
        assert "R E S O L V E :" in texto
        assert "modelo v. 1.1/1.1" in texto
    finally:
        abertura.fechar(p.ctx)
