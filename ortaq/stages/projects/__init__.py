"""Answers to problems"""
